import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import type { z } from '../../schema/zod.ts';
import { canonicalJson } from '../../domain/rights/canonical-json.ts';
import { publicHalf } from '../../domain/rights/thumbprint.ts';
import type { Typ } from '../../domain/rights/typ.ts';
import { messageOf } from '../../failure/failure.ts';
import type { PublicJwk } from '../../schema/submission.ts';
import { grant, parseWire, refuse, type Answer } from '../answer.ts';

export type SignedRecord<T> = { payload: T; kid: string; key: PublicJwk };

/**
 * Reads a signed record: payload canonical JSON (RFC 8785), `typ` as expected, `alg` Ed25519 (or its older name EdDSA), `kid` the RFC 7638 thumbprint of
 * the key that `keyOf` names, signature right. Whose key it is, is the caller's question.
 * fails   `bad_signature`; `bad_request` where the payload does not fit the schema
 */
export async function readJws<S extends z.ZodType>(
	jws: string,
	typ: Typ,
	schema: S,
	keyOf: (payload: z.output<S>) => PublicJwk
): Promise<Answer<SignedRecord<z.output<S>>>> {
	let unverified: unknown;
	try {
		const header = decodeProtectedHeader(jws);
		if (header.typ !== typ) return refuse('bad_signature', `typ is ${header.typ}, not ${typ}`);
		const text = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8');
		unverified = JSON.parse(text);
		if (canonicalJson(unverified) !== text) return refuse('bad_signature', 'the payload is not canonical JSON');
	} catch (error) {
		return refuse('bad_signature', messageOf(error));
	}
	const payload = parseWire(schema, unverified);
	if (!payload.ok) return payload;
	const key = publicHalf(keyOf(payload.value));
	try {
		const kid = await calculateJwkThumbprint(key as JWK);
		const verified = await compactVerify(jws, await importJWK(key, 'Ed25519'), { algorithms: ['Ed25519', 'EdDSA'] });
		if (verified.protectedHeader.kid !== kid) return refuse('bad_signature', 'kid is not the thumbprint of the key');
		return grant({ payload: payload.value, kid, key });
	} catch (error) {
		return refuse('bad_signature', messageOf(error));
	}
}
