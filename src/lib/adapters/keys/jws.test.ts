import { beforeAll, describe, expect, it } from 'vitest';
import { PublicJwk } from '../../schema/submission.ts';
import { sha256 } from './sha256.ts';
import { signWith } from './sign-jws.ts';
import { thumbprint } from './thumbprint.ts';
import { verifyJws } from './verify-jws.ts';

async function aKey() {
	const pair = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
	const publicJwk = PublicJwk.parse(await crypto.subtle.exportKey('jwk', pair.publicKey));
	return { privateKey: pair.privateKey, publicJwk, kid: await thumbprint(publicJwk) };
}

describe('signed records', () => {
	let key: Awaited<ReturnType<typeof aKey>>;
	let other: typeof key;
	beforeAll(async () => {
		key = await aKey();
		other = await aKey();
	});
	const payload = { b: 1, a: 'ü', list: [true, null] };

	it('verify, and give the payload and the key back', async () => {
		const seen = await verifyJws(await signWith(key, 't+jws', payload), 't+jws');
		expect(seen).toMatchObject({ ok: true, payload, kid: key.kid, jwk: { x: key.publicJwk.x } });
	});
	it('of another kind are refused', async () => {
		expect(await verifyJws(await signWith(key, 't+jws', payload), 'u+jws')).toMatchObject({ ok: false });
	});
	it('by another key than the expected one are refused', async () => {
		const jws = await signWith(other, 't+jws', payload);
		expect(await verifyJws(jws, 't+jws', key.publicJwk)).toMatchObject({ ok: false, reason: 'signed by another key' });
	});
	it('with one changed byte are refused', async () => {
		const [head, body, signature] = (await signWith(key, 't+jws', payload)).split('.');
		const forged = btoa('{"a":"x","b":1,"list":[true,null]}').replaceAll('=', '');
		expect(await verifyJws(`${head}.${forged}.${signature}`, 't+jws')).toMatchObject({ ok: false });
		expect(await verifyJws(`${head}.${body}.AAAA`, 't+jws')).toMatchObject({ ok: false });
		expect(await verifyJws('no jws', 't+jws')).toMatchObject({ ok: false });
	});
	it('whose kid names another key are refused', async () => {
		const jws = await signWith({ ...key, kid: other.kid }, 't+jws', payload);
		expect(await verifyJws(jws, 't+jws')).toMatchObject({ ok: false, reason: 'kid is not the key' });
	});
	it('named EdDSA, as older libraries write it, verify', async () => {
		const { CompactSign } = await import('jose');
		const jws = await new CompactSign(new TextEncoder().encode('{"a":1}'))
			.setProtectedHeader({ alg: 'EdDSA', typ: 't+jws', jwk: { ...key.publicJwk } })
			.sign(key.privateKey);
		expect(await verifyJws(jws, 't+jws')).toMatchObject({ ok: true, payload: { a: 1 } });
	});
	it('whose payload is not canonical are refused', async () => {
		const { CompactSign } = await import('jose');
		const jws = await new CompactSign(new TextEncoder().encode('{ "a": 1 }'))
			.setProtectedHeader({ alg: 'Ed25519', typ: 't+jws', kid: key.kid, jwk: { ...key.publicJwk } })
			.sign(key.privateKey);
		expect(await verifyJws(jws, 't+jws')).toMatchObject({ ok: false, reason: 'payload is not canonical JSON' });
	});
});

describe('sha256', () => {
	it('is the same for text, bytes and a Blob', async () => {
		const known = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'; // FIPS 180-2, "abc"
		expect(await sha256('abc')).toBe(known);
		expect(await sha256(new Uint8Array([97, 98, 99]))).toBe(known);
		expect(await sha256(new Blob(['a', 'bc']))).toBe(known);
	});
});
