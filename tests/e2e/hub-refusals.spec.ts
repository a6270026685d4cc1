import { expect, test, type Page } from '@playwright/test';
import { builtInProgramme } from '../../src/lib/domain/programme/built-in.ts';
import { TYP } from '../../src/lib/domain/rights/typ.ts';
import { signWith } from '../../src/lib/adapters/keys/sign-jws.ts';
import type { Hub } from '../../src/lib/server/hub.ts';
import {
	aKey,
	aSubmission,
	captureOf,
	tokenOf,
	type TestKey,
	type TestPerson
} from '../../src/lib/server/hub-fixture.ts';
import { startHub } from './hub.ts';
import { launchStudio } from './launch.ts';

/*
 * What the hub refuses, asked of the real server from a page, with the cookie that the person's browser holds. The
 * device keys are the test's own, so that it can sign what a stranger or a broken device would send.
 */

type Answer = { status: number; body: Record<string, unknown> };

/** A request of the page itself: its origin, its cookie. A body of bytes goes as it is, anything else as JSON. */
async function ask(page: Page, method: string, path: string, body?: object): Promise<Answer> {
	const bytes = body instanceof Uint8Array ? [...body] : null;
	const json = body === undefined || bytes ? null : JSON.stringify(body);
	return page.evaluate(
		async ({ method, path, bytes, json }) => {
			const sent = bytes ? new Uint8Array(bytes) : json;
			const type = json ? { 'content-type': 'application/json' } : undefined;
			const answer = await fetch(path, { method, ...(sent ? { body: sent } : {}), ...(type ? { headers: type } : {}) });
			const text = await answer.text();
			try {
				return { status: answer.status, body: JSON.parse(text) };
			} catch {
				return { status: answer.status, body: { text } };
			}
		},
		{ method, path, bytes, json }
	);
}

type Somebody = { personId: string; key: TestKey; become(): Promise<void> };

/** Joins with a key of the test; `become` puts this person's cookie back into the browser. */
async function joinAs(page: Page, link: string, displayName: string): Promise<Somebody> {
	const key = await aKey();
	const token = tokenOf(link);
	const proof = await signWith(key, TYP.join, { token, origin: new URL(page.url()).origin, atMs: Date.now() });
	await page.context().clearCookies();
	const joined = await ask(page, 'POST', '/api/join', { token, displayName, deviceKey: key.publicJwk, proof });
	expect(joined.status).toBe(201);
	const cookies = await page.context().cookies();
	return {
		personId: String(joined.body['personId']),
		key,
		async become() {
			await page.context().clearCookies();
			await page.context().addCookies(cookies);
		}
	};
}

test('a stranger’s cookie, bytes under a wrong name, and a manifest whose objects were never sent are refused', async () => {
	const hub = await startHub();
	const studio = await launchStudio({ baseURL: hub.url });
	const { page } = studio;
	try {
		await page.goto('/settings');
		await joinAs(page, hub.ownerLink!, 'Olu');
		const links: string[] = [];
		for (let i = 0; i < 2; i++)
			links.push(String((await ask(page, 'POST', '/api/invites', { role: 'worker' })).body['url']));
		const worker = await joinAs(page, links[0]!, 'Wanja');
		const stranger = await joinAs(page, links[1]!, 'Sam');

		await worker.become();
		const submission = await aSubmission({ programme: builtInProgramme } as Hub, { key: worker.key } as TestPerson);
		const at = `/api/submissions/${submission.manifest.submissionId}`;
		const store = `/api/lfs/${worker.personId}/objects`;
		const objects = [...submission.objects];
		const [late, lateBytes] = objects[0]!;
		for (const [oid, bytes] of objects.slice(1))
			expect((await ask(page, 'PUT', `${store}/${oid}`, bytes)).status).toBe(200);

		// Bytes that are not what their name says are not kept under it.
		const wrong = await ask(page, 'PUT', `${store}/${late}`, new Uint8Array(lateBytes.length));
		expect(wrong).toMatchObject({ status: 422, body: { code: 'hash_mismatch' } });
		expect((await ask(page, 'GET', `${store}/${late}`)).status).toBe(404);

		// The manifest names one object that never came: the answer says which, and nothing is stored.
		const early = await ask(page, 'PUT', at, { manifest: submission.jws });
		expect(early).toMatchObject({
			status: 409,
			body: { code: 'objects_missing', missing: [{ oid: late, size: lateBytes.length }] }
		});
		expect(await ask(page, 'GET', '/api/submissions')).toEqual({ status: 200, body: [] });
		expect((await ask(page, 'PUT', `${store}/${late}`, lateBytes)).status).toBe(200);
		const stored = await ask(page, 'PUT', at, { manifest: submission.jws });
		expect(stored).toMatchObject({ status: 201, body: { receipt: expect.any(String) } });
		const files = submission.manifest.files.map(({ name }) => `${at}/files/${name}`);
		for (const path of files) expect((await ask(page, 'GET', path)).status).toBe(200);

		// Another worker, with a good cookie of their own: nothing of it can be read, written or found out.
		await stranger.become();
		expect((await ask(page, 'GET', '/api/me')).body['personId']).toBe(stranger.personId);
		const refused: [string, string, object?][] = [
			['GET', `${store}/${late}`],
			['GET', `${store}/${'0'.repeat(64)}`],
			['PUT', `${store}/${late}`, lateBytes],
			['POST', `${store}/batch`, { operation: 'download', objects: [{ oid: late, size: lateBytes.length }] }],
			['POST', `${store}/verify`, { oid: late, size: lateBytes.length }]
		];
		for (const [method, path, body] of refused)
			expect(await ask(page, method, path, body), `${method} ${path}`).toMatchObject({
				status: 403,
				body: { code: 'not_allowed' }
			});
		for (const path of [at, ...files])
			expect(await ask(page, 'GET', path), path).toMatchObject({ status: 404, body: { code: 'not_found' } });
		expect(await ask(page, 'GET', '/api/submissions')).toEqual({ status: 200, body: [] });
		expect(await ask(page, 'POST', `${at}/review`, { decision: 'accept' })).toMatchObject({ status: 403 });
		// The worker's own manifest sent by the stranger: the key that signed it is not theirs.
		const lent = await aSubmission({ programme: builtInProgramme } as Hub, { key: worker.key } as TestPerson);
		expect(
			await ask(page, 'PUT', `/api/submissions/${lent.manifest.submissionId}`, { manifest: lent.jws })
		).toMatchObject({ status: 403, body: { code: 'not_allowed' } });

		// Nobody at all.
		await page.context().clearCookies();
		for (const path of [at, `${store}/${late}`, '/api/submissions'])
			expect(await ask(page, 'GET', path), path).toMatchObject({ status: 401, body: { code: 'not_signed_in' } });
	} finally {
		await studio.close();
		await hub.close();
	}
});

test('a report that the landmarks do not bear out is refused, whoever signed it', async () => {
	const hub = await startHub();
	const studio = await launchStudio({ baseURL: hub.url });
	const { page } = studio;
	try {
		await page.goto('/settings');
		await joinAs(page, hub.ownerLink!, 'Olu');
		const link = String((await ask(page, 'POST', '/api/invites', { role: 'worker' })).body['url']);
		const worker = await joinAs(page, link, 'Wanja');
		const programme = { programme: builtInProgramme } as Hub;
		const better = captureOf(programme, (capture) => ({
			...capture,
			quality: {
				...capture.quality,
				verdict: 'accept',
				results: capture.quality!.results.map((result) => ({ ...result, verdict: 'accept', moments: [] }))
			}
		}));
		const forged = await aSubmission(programme, { key: worker.key } as TestPerson, { contents: { capture: better } });
		const honest = await aSubmission(programme, { key: worker.key } as TestPerson);
		for (const [oid, bytes] of [...forged.objects, ...honest.objects])
			expect((await ask(page, 'PUT', `/api/lfs/${worker.personId}/objects/${oid}`, bytes)).status).toBe(200);
		const at = (submission: typeof forged) => `/api/submissions/${submission.manifest.submissionId}`;
		const refused = await ask(page, 'PUT', at(forged), { manifest: forged.jws });
		expect(refused).toMatchObject({ status: 422, body: { code: 'report_mismatch' } });
		expect(refused.body['rules']).toEqual(expect.arrayContaining(['hand_visibility', 'duration']));
		expect(await ask(page, 'GET', '/api/submissions')).toEqual({ status: 200, body: [] });
		expect(await ask(page, 'PUT', at(honest), { manifest: honest.jws })).toMatchObject({ status: 201 });
	} finally {
		await studio.close();
		await hub.close();
	}
});
