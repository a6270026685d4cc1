import { beforeAll, describe, expect, it, vi } from 'vitest';
import { sha256 } from '../../src/lib/adapters/keys/sha256.ts';
import { signWith } from '../../src/lib/adapters/keys/sign-jws.ts';
import { thumbprint } from '../../src/lib/adapters/keys/thumbprint.ts';
import { TYP } from '../../src/lib/domain/rights/typ.ts';
import type { Manifest, ObjectRef } from '../../src/lib/schema/submission.ts';
import { PublicJwk } from '../../src/lib/schema/submission.ts';
import { backoffMs } from './backoff.ts';
import { httpHub, type HubClient } from './hub-client.ts';
import { sendSubmission, type SendTools } from './send-submission.ts';

const JWS = 'aaa.bbb.ccc';
const ID = '0199a000-0000-7000-8000-000000000001';
const contents = ['one', 'two', 'three', 'four', 'five'].map((text) => new Blob([text]));
let objects: ObjectRef[];
let manifest: Manifest;
let hubKey: Awaited<ReturnType<typeof aKey>>;

async function aKey() {
	const pair = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
	const publicJwk = PublicJwk.parse(await crypto.subtle.exportKey('jwk', pair.publicKey));
	return { privateKey: pair.privateKey, publicJwk, kid: await thumbprint(publicJwk) };
}

beforeAll(async () => {
	hubKey = await aKey();
	objects = await Promise.all(contents.map(async (blob) => ({ oid: await sha256(blob), size: blob.size })));
	// The last file repeats the first one's object: it travels once.
	manifest = { submissionId: ID, files: [{ objects }, { objects: [objects[0]!] }] } as unknown as Manifest;
});

const receiptFor = async (more: object = {}) => ({
	receipt: await signWith(hubKey, TYP.receipt, {
		schema: 'receipt/1',
		submissionId: ID,
		manifestSha256: await sha256(JWS),
		personId: 'p',
		storedAtMs: 1,
		objects: 5,
		bytes: 19,
		...more
	}),
	hubKey: hubKey.publicJwk
});

/** A hub in memory. `hooks` make it misbehave. */
function aHub(hooks: Partial<HubClient> = {}) {
	const has = new Set<string>();
	const puts: string[] = [];
	let inFlight = 0;
	let mostInFlight = 0;
	const hub: HubClient = {
		async missing(_person, asked) {
			const lacking = asked.filter(({ oid }) => !has.has(oid));
			return { kind: 'done', value: lacking.map((object) => ({ object, href: '/', headers: {}, verify: null })) };
		},
		async put({ object }) {
			mostInFlight = Math.max(mostInFlight, ++inFlight);
			await new Promise((resolve) => setTimeout(resolve, 1));
			inFlight--;
			puts.push(object.oid);
			has.add(object.oid);
			return { kind: 'done', value: null };
		},
		async commit() {
			const missing = objects.filter(({ oid }) => !has.has(oid));
			return { kind: 'done', value: missing.length > 0 ? { missing } : await receiptFor() };
		},
		reviews: async () => ({ kind: 'done', value: [] }),
		...hooks
	};
	return { hub, has, puts, most: () => mostInFlight };
}

const tools = (hub: HubClient, more: Partial<SendTools> = {}): SendTools => ({
	hub,
	personId: 'p',
	object: async (oid) => contents[objects.findIndex((object) => object.oid === oid)] ?? null,
	onProgress: async () => true,
	...more
});

describe('sending a submission', () => {
	it('sends every object once, two at a time, and ends with a checked receipt', async () => {
		const { hub, puts, most } = aHub();
		const progress: number[] = [];
		const outcome = await sendSubmission(
			JWS,
			manifest,
			tools(hub, { onProgress: async (bytes) => progress.push(bytes) > 0 })
		);
		expect(outcome.kind).toBe('stored');
		expect(puts.toSorted()).toEqual(objects.map(({ oid }) => oid).toSorted());
		expect(most()).toBe(2);
		expect([progress[0], progress.at(-1)]).toEqual([0, 19]);
	});
	it('never sends what the hub has', async () => {
		const { hub, has, puts } = aHub();
		for (const { oid } of objects.slice(0, 4)) has.add(oid);
		await sendSubmission(JWS, manifest, tools(hub));
		expect(puts).toEqual([objects[4]!.oid]);
	});
	it('goes on after the hub went away, without sending anything twice', async () => {
		const { hub, puts } = aHub();
		const put = hub.put;
		let allowed = 2;
		hub.put = (upload, blob) =>
			allowed-- > 0
				? put(upload, blob)
				: Promise.resolve({ kind: 'later', why: 'hub_unreachable', message: '', waitMs: null });
		expect(await sendSubmission(JWS, manifest, tools(hub))).toMatchObject({ kind: 'later', code: 'hub_unreachable' });
		allowed = 99;
		expect((await sendSubmission(JWS, manifest, tools(hub))).kind).toBe('stored');
		expect(new Set(puts).size).toBe(puts.length);
	});
	it('sends what the hub says it lost, and gives up after losing it again and again', async () => {
		const { hub, has } = aHub();
		const commit = hub.commit;
		let losses = 1;
		hub.commit = async (id, jws) => {
			if (losses-- > 0) has.delete(objects[2]!.oid);
			return commit(id, jws);
		};
		expect((await sendSubmission(JWS, manifest, tools(hub))).kind).toBe('stored');
		losses = 99;
		expect(await sendSubmission(JWS, manifest, tools(hub))).toMatchObject({ kind: 'later', code: 'objects_missing' });
	});
	it('fails for good when the bytes here are not what their name says', async () => {
		const { hub, puts } = aHub();
		const wrong = tools(hub, { object: async () => new Blob(['xxx']) });
		expect(await sendSubmission(JWS, manifest, wrong)).toMatchObject({ kind: 'failed', code: 'object_corrupt' });
		expect(puts).toEqual([]);
		const gone = tools(hub, { object: async () => null });
		expect(await sendSubmission(JWS, manifest, gone)).toMatchObject({ kind: 'failed', code: 'object_corrupt' });
	});
	it('tries again when bytes changed on the way', async () => {
		const { hub } = aHub({ put: async () => ({ kind: 'refused', code: 'hash_mismatch', message: '' }) });
		expect(await sendSubmission(JWS, manifest, tools(hub))).toMatchObject({ kind: 'later', code: 'object_corrupt' });
	});
	it('says which refusals last', async () => {
		const refusing = (code: 'not_signed_in' | 'no_consent' | 'report_mismatch' | 'bad_request') =>
			sendSubmission(JWS, manifest, tools(aHub({ commit: async () => ({ kind: 'refused', code, message: '' }) }).hub));
		expect(await refusing('not_signed_in')).toMatchObject({ kind: 'failed', code: 'not_joined' });
		expect(await refusing('no_consent')).toMatchObject({ kind: 'failed', code: 'no_consent' });
		expect(await refusing('report_mismatch')).toMatchObject({ kind: 'failed', code: 'report_mismatch' });
		expect(await refusing('bad_request')).toMatchObject({ kind: 'failed', code: 'hub_refused' });
	});
	it('stops when the worker took it back', async () => {
		const { hub, puts } = aHub();
		expect(await sendSubmission(JWS, manifest, tools(hub, { onProgress: async () => false }))).toEqual({
			kind: 'gone'
		});
		expect(puts).toEqual([]);
	});
	it.each([
		['another submission', { submissionId: '0199a000-0000-7000-8000-000000000002' }],
		['another manifest', { manifestSha256: '0'.repeat(64) }],
		['fewer bytes', { bytes: 3 }]
	])('does not call it stored when the receipt is for %s', async (_what, more) => {
		const { hub } = aHub({ commit: async () => ({ kind: 'done', value: await receiptFor(more) }) });
		expect(await sendSubmission(JWS, manifest, tools(hub))).toMatchObject({ kind: 'later', code: 'hub_failed' });
	});
	it('does not call it stored when the receipt is signed by somebody else', async () => {
		const stored = { ...(await receiptFor()), hubKey: (await aKey()).publicJwk };
		const { hub } = aHub({ commit: async () => ({ kind: 'done', value: stored }) });
		expect(await sendSubmission(JWS, manifest, tools(hub))).toMatchObject({ kind: 'later', code: 'hub_failed' });
	});
});

describe('the hub over HTTP', () => {
	const answering = (status: number, body: unknown, headers: Record<string, string> = {}) =>
		httpHub('http://hub.test', (async () => new Response(JSON.stringify(body), { status, headers })) as typeof fetch);

	it('asks in batches of a hundred', async () => {
		const request = vi.fn(async () => Response.json({ transfer: 'basic', objects: [] }));
		const many = Array.from({ length: 201 }, (_, i) => ({ oid: String(i).padStart(64, '0'), size: 1 })) as ObjectRef[];
		await httpHub('http://hub.test', request as unknown as typeof fetch).missing('p', many);
		expect(request).toHaveBeenCalledTimes(3);
	});
	it('tells broken from refused', async () => {
		expect(await answering(500, {}).commit('i', JWS)).toMatchObject({ kind: 'later', why: 'hub_failed' });
		expect(await answering(507, { code: 'storage_full' }).commit('i', JWS)).toMatchObject({ kind: 'later' });
		expect(await answering(429, {}, { 'retry-after': '7' }).commit('i', JWS)).toMatchObject({ waitMs: 7000 });
		expect(await answering(401, { code: 'not_signed_in' }).reviews()).toMatchObject({ code: 'not_signed_in' });
		expect(await answering(409, { code: 'conflict' }).commit('i', JWS)).toMatchObject({ code: 'conflict' });
		expect(await answering(422, 'x').commit('i', JWS)).toMatchObject({ kind: 'refused', code: 'unreadable' });
	});
	it('reads the missing objects of a 409', async () => {
		const missing = [{ oid: 'a'.repeat(64), size: 3 }];
		const answer = await answering(409, { code: 'objects_missing', missing }).commit('i', JWS);
		expect(answer).toMatchObject({ kind: 'done', value: { missing } });
	});
	it('takes a page in place of JSON for a network that is not the hub’s', async () => {
		const portal = httpHub('http://hub.test', (async () => new Response('<html>')) as typeof fetch);
		expect(await portal.reviews()).toMatchObject({ kind: 'later', why: 'hub_unreachable' });
		const gone = httpHub('http://hub.test', (async () => Promise.reject(new TypeError('no'))) as typeof fetch);
		expect(await gone.reviews()).toMatchObject({ kind: 'later', why: 'hub_unreachable' });
	});
});

describe('waiting', () => {
	it('doubles from a second to a minute, at least half of it', () => {
		expect([1, 2, 3, 7, 20].map((n) => backoffMs(n, 1))).toEqual([1000, 2000, 4000, 60_000, 60_000]);
		expect(backoffMs(3, 0)).toBe(2000);
	});
});
