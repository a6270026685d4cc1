import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { canonicalJson } from '../../domain/rights/canonical-json.ts';
import { publicHalf } from '../../domain/rights/thumbprint.ts';
import { PublicJwk } from '../../schema/submission.ts';
import { messageOf } from '../../failure/failure.ts';
import { thumbprint } from './thumbprint.ts';

export type VerifiedJws = { ok: true; payload: unknown; jwk: PublicJwk; kid: string };
export type RefusedJws = { ok: false; reason: string };

/**
 * Checks a compact JWS: algorithm (`Ed25519`, or its older name `EdDSA`), `typ`, that `kid` is the thumbprint of the
 * key in the header, the signature, and that the payload is canonical JSON. In Node and in browsers.
 *
 * `key`   the signer that is expected. Without it the key of the header is taken: the caller must then decide whether
 *         that key may speak, from `kid`.
 * Never throws; `reason` is for the log.
 */
export async function verifyJws(jws: string, typ: string, key?: PublicJwk): Promise<VerifiedJws | RefusedJws> {
	try {
		const header = decodeProtectedHeader(jws);
		if (header.typ !== typ) return { ok: false, reason: `typ is ${String(header.typ)}, not ${typ}` };
		const parsed = PublicJwk.safeParse(header.jwk ?? key);
		if (!parsed.success) return { ok: false, reason: 'no Ed25519 key in the header' };
		const jwk = publicHalf(parsed.data);
		const kid = await thumbprint(jwk);
		if (header.kid !== undefined && header.kid !== kid) return { ok: false, reason: 'kid is not the key' };
		if (key && key.x !== jwk.x) return { ok: false, reason: 'signed by another key' };
		const verifier = await importJWK({ ...jwk }, header.alg);
		const { payload } = await compactVerify(jws, verifier, { algorithms: ['Ed25519', 'EdDSA'] });
		const text = new TextDecoder('utf-8', { fatal: true }).decode(payload);
		const value: unknown = JSON.parse(text);
		if (canonicalJson(value) !== text) return { ok: false, reason: 'payload is not canonical JSON' };
		return { ok: true, payload: value, jwk, kid };
	} catch (error) {
		return { ok: false, reason: messageOf(error) };
	}
}
