import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { calculateJwkThumbprint, CompactSign, importJWK, type JWK } from 'jose';
import { canonicalBytes } from '../../domain/rights/canonical-json.ts';
import type { Typ } from '../../domain/rights/typ.ts';
import { PublicJwk } from '../../schema/submission.ts';
import { writeOnce } from './write-once.ts';

/** The hub's own Ed25519 key: what receipts are signed with. */
export type HubKey = {
	publicJwk: PublicJwk;
	/** Signs the canonical JSON of `payload`; `typ` names the record. */
	sign(typ: Typ, payload: unknown): Promise<string>;
};

/** Reads the key, or makes it at the first start (mode 0600). Whoever loses it cannot make old receipts again; they stay valid. */
export function openHubKey(path: string): HubKey {
	writeOnce(path, () => JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })));
	const secret = JSON.parse(readFileSync(path, 'utf8')) as JWK;
	const publicJwk = PublicJwk.parse({ kty: secret.kty, crv: secret.crv, x: secret.x });
	return {
		publicJwk,
		async sign(typ, payload) {
			const kid = await calculateJwkThumbprint(publicJwk as JWK);
			return new CompactSign(canonicalBytes(payload))
				.setProtectedHeader({ alg: 'Ed25519', typ, kid })
				.sign(await importJWK(secret, 'Ed25519'));
		}
	};
}
