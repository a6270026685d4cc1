import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aHub, aKey, aPerson, joinAs, NOW_MS, ORIGIN, tokenOf } from '../hub-fixture.ts';
import { createHub } from '../hub.ts';
import { MOST_ATTEMPTS } from './attempts.ts';
import { identityOf } from './identity.ts';
import { makeInvite, viewInvite } from './invites.ts';

describe('joining', () => {
	let test: ReturnType<typeof aHub>;
	beforeEach(() => (test = aHub()));
	afterEach(() => test.end());
	const invite = async (role: 'owner' | 'worker' | 'annotator' = 'worker') =>
		tokenOf((await makeInvite(test.hub, ORIGIN, role, null)).url);
	const refused = (code: string) => ({ ok: false, refusal: { code } });

	it('by an invitation and a device key opens a session of that role', async () => {
		const joined = await joinAs(test.hub, await invite('annotator'), await aKey());
		expect(joined).toMatchObject({ ok: true, value: { me: { role: 'annotator', displayName: 'Asha' } } });
		if (!joined.ok) return;
		const [cookie] = joined.value.setCookies;
		expect(cookie).toMatch(/^handloom=.+; Path=\/; HttpOnly; SameSite=Strict$/);
		const { who } = await identityOf(test.hub, new Headers({ cookie: cookie!.split(';')[0]! }));
		expect(who).toEqual({ personId: joined.value.me.personId, role: 'annotator', displayName: 'Asha' });
	});
	it('works once for each invitation', async () => {
		const token = await invite();
		expect(await viewInvite(test.hub, token)).toMatchObject({ ok: true, value: { usable: true } });
		expect(await joinAs(test.hub, token, await aKey())).toMatchObject({ ok: true });
		expect(await joinAs(test.hub, token, await aKey())).toMatchObject(refused('invite_used'));
		expect(await viewInvite(test.hub, token)).toMatchObject({ ok: true, value: { usable: false } });
	});
	it('lets one of two in who come together', async () => {
		const token = await invite();
		const both = await Promise.all([joinAs(test.hub, token, await aKey()), joinAs(test.hub, token, await aKey())]);
		expect(both.filter((one) => one.ok)).toHaveLength(1);
	});
	it('ends with the invitation', async () => {
		const token = await invite();
		test.clock.nowMs = NOW_MS + 7 * 24 * 3600_000;
		expect(await joinAs(test.hub, token, await aKey())).toMatchObject(refused('invite_expired'));
		expect(await joinAs(test.hub, 'x'.repeat(43), await aKey())).toMatchObject(refused('not_found'));
	});
	it('needs a proof by the very key, for this invitation, this hub and now', async () => {
		const token = await invite();
		const key = await aKey();
		const other = await aKey();
		expect(await joinAs(test.hub, token, { ...key, privateKey: other.privateKey })).toMatchObject(
			refused('bad_signature')
		);
		expect(await joinAs(test.hub, token, key, { proofToken: 'y'.repeat(43) })).toMatchObject(refused('bad_signature'));
		expect(await joinAs(test.hub, token, key, { origin: 'https://elsewhere.example' })).toMatchObject(
			refused('bad_signature')
		);
		expect(await joinAs(test.hub, token, key, { atMs: NOW_MS - 3600_000 })).toMatchObject(refused('bad_signature'));
		expect(await joinAs(test.hub, token, key)).toMatchObject({ ok: true });
	});
	it('makes a device with a lost cookie the same person again, but never of another role', async () => {
		const key = await aKey();
		const first = await joinAs(test.hub, await invite(), key);
		const again = await joinAs(test.hub, await invite(), key);
		expect(first.ok && again.ok && again.value.me.personId === first.value.me.personId).toBe(true);
		const ownerToken = await invite('owner');
		expect(await joinAs(test.hub, ownerToken, key)).toMatchObject(refused('conflict'));
		expect(await joinAs(test.hub, ownerToken, await aKey())).toMatchObject({ ok: true });
	});
	it('stops guessing', async () => {
		const key = await aKey();
		for (let i = 0; i < MOST_ATTEMPTS; i++) await joinAs(test.hub, `guess-${i}`.padEnd(43, 'x'), key);
		const token = await invite();
		expect(await joinAs(test.hub, token, key)).toMatchObject(refused('rate_limited'));
		test.clock.nowMs += 11 * 60_000;
		expect(await joinAs(test.hub, token, key)).toMatchObject({ ok: true });
	});
	it('gives the owner link until there is an owner, the newest alone', async () => {
		const first = tokenOf((await test.hub.ownerLink(ORIGIN))!);
		const second = tokenOf((await test.hub.ownerLink(ORIGIN))!);
		expect(await joinAs(test.hub, first, await aKey())).toMatchObject(refused('not_found'));
		expect(await joinAs(test.hub, second, await aKey())).toMatchObject({ ok: true, value: { me: { role: 'owner' } } });
		expect(await test.hub.ownerLink(ORIGIN)).toBeNull();
	});
	it('does not take a changed cookie for a session', async () => {
		const { cookie } = await aPerson(test.hub, 'worker');
		const [name, value] = cookie.split('=') as [string, string];
		const flip = (at: number) => `${value.slice(0, at)}${value[at] === 'a' ? 'b' : 'a'}${value.slice(at + 1)}`;
		for (const forged of [flip(0), flip(40), '', 'x.y']) {
			expect((await identityOf(test.hub, new Headers({ cookie: `${name}=${forged}` }))).who).toBeNull();
		}
	});
	it('binds the cookie to this host where the hub is reached over TLS', async () => {
		const origin = 'https://hub.example';
		const hub = createHub({ root: mkdtempSync(joinPath(tmpdir(), 'handloom-tls-')), origin });
		const { cookie, setCookie } = await aPerson(hub, 'worker');
		expect(setCookie).toMatch(/^__Host-handloom=.+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
		expect((await identityOf(hub, new Headers({ cookie }))).who).toMatchObject({ role: 'worker' });
		await hub.close();
		rmSync(hub.dir.root, { recursive: true });
	});
});
