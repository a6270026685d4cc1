import { CompactSign, type CryptoKey } from 'jose';
import { canonicalBytes } from '../../domain/rights/canonical-json.ts';
import type { PublicJwk } from '../../schema/submission.ts';

/** Compact JWS over the canonical JSON of `payload`, signed by an Ed25519 key. In Node and in browsers. */
export const signWith = (
	key: { privateKey: CryptoKey; publicJwk: PublicJwk; kid: string },
	typ: string,
	payload: unknown
): Promise<string> =>
	new CompactSign(canonicalBytes(payload))
		.setProtectedHeader({ alg: 'Ed25519', typ, kid: key.kid, jwk: { ...key.publicJwk } })
		.sign(key.privateKey);
