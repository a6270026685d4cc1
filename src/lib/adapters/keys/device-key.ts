import { publicHalf } from '../../domain/rights/thumbprint.ts';
import { fail, messageOf, ok, type Outcome } from '../../failure/failure.ts';
import { PublicJwk } from '../../schema/submission.ts';
import { type KeyRow, withDb } from '../store/db.ts';
import { signWith } from './sign-jws.ts';
import { thumbprint } from './thumbprint.ts';

export type DevicePublicKey = { publicJwk: PublicJwk; kid: string };

/**
 * This device's own Ed25519 key: made on first use, kept in IndexedDB, its private half never extractable.
 * fails  `keys_unsupported` (no WebCrypto, or no Ed25519 in it), `storage_unavailable`
 */
export async function deviceKey(): Promise<Outcome<DevicePublicKey>> {
	const row = await keyRow();
	return row.ok ? ok({ publicJwk: row.value.publicJwk, kid: row.value.kid }) : row;
}

/**
 * Compact JWS by the device key. Header {alg: 'Ed25519', typ, kid, jwk}, payload RFC 8785 canonical JSON.
 * fails  as `deviceKey`
 */
export async function signJws(typ: string, payload: unknown): Promise<Outcome<string>> {
	const row = await keyRow();
	if (!row.ok) return row;
	try {
		return ok(await signWith(row.value, typ, payload));
	} catch (error) {
		return fail('keys_unsupported', `signing ${typ}: ${messageOf(error)}`);
	}
}

async function keyRow(): Promise<Outcome<KeyRow>> {
	try {
		const kept = await withDb(({ keys }) => keys.get('device'));
		if (kept) return ok(kept);
	} catch (error) {
		return fail('storage_unavailable', `reading the device key: ${messageOf(error)}`, { retry: 'now' });
	}
	const made = await makeKey();
	if (!made.ok) return made;
	try {
		// Two tabs may come here at once: the first row stays, the other key is forgotten unused.
		const row = await withDb((handle) =>
			handle.transaction('rw', handle.keys, async () => {
				const other = await handle.keys.get('device');
				if (other) return other;
				await handle.keys.add(made.value);
				return made.value;
			})
		);
		return ok(row);
	} catch (error) {
		return fail('storage_unavailable', `keeping the device key: ${messageOf(error)}`, { retry: 'now' });
	}
}

async function makeKey(): Promise<Outcome<KeyRow>> {
	if (!globalThis.crypto?.subtle) return fail('keys_unsupported', 'no WebCrypto: the page is not a secure context');
	try {
		const pair = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
		const publicJwk = publicHalf(PublicJwk.parse(await crypto.subtle.exportKey('jwk', pair.publicKey)));
		return ok({ name: 'device', privateKey: pair.privateKey, publicJwk, kid: await thumbprint(publicJwk) });
	} catch (error) {
		return fail('keys_unsupported', `Ed25519: ${messageOf(error)}`);
	}
}
