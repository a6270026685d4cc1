import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyJws } from '../../adapters/keys/verify-jws.ts';
import { signWith } from '../../adapters/keys/sign-jws.ts';
import { TYP } from '../../domain/rights/typ.ts';
import { Receipt } from '../../schema/submission.ts';
import { aHub, aKey, aPerson, aSubmission, captureOf, NOW_MS, sendObjects, type TestPerson } from '../hub-fixture.ts';
import { getLayer, putLayer } from './layers.ts';
import { overviewOf } from './overview.ts';
import { putSubmission } from './put-submission.ts';
import { reviewSubmission } from './review.ts';
import { serveFile } from './serve-file.ts';
import { findSubmission, listSubmissions } from './view-submissions.ts';

describe('a submission', () => {
	let test: ReturnType<typeof aHub>;
	let worker: TestPerson;
	beforeEach(async () => {
		test = aHub();
		worker = await aPerson(test.hub, 'worker');
	});
	afterEach(() => test.end());
	const refused = (code: string) => ({ ok: false, refusal: { code } });
	type Change = Parameters<typeof aSubmission>[2];
	async function sent(change: Change = {}, person = worker) {
		const submission = await aSubmission(test.hub, person, change);
		await sendObjects(test.hub, person.who.personId, submission);
		return submission;
	}
	const put = (submission: Awaited<ReturnType<typeof sent>>, who = worker.who) =>
		putSubmission(test.hub, who, submission.manifest.submissionId, submission.jws);

	it('is countersigned once all its bytes were read back', async () => {
		const submission = await sent();
		const stored = await put(submission);
		if (!stored.ok) throw new Error(stored.refusal.message);
		expect(stored.value.created).toBe(true);
		const verified = await verifyJws(stored.value.receipt, TYP.receipt, test.hub.key.publicJwk);
		expect(verified).toMatchObject({ ok: true });
		expect(Receipt.parse(verified.ok && verified.payload)).toEqual({
			schema: 'receipt/1',
			submissionId: submission.manifest.submissionId,
			manifestSha256: createHash('sha256').update(submission.jws).digest('hex'),
			personId: worker.who.personId,
			storedAtMs: NOW_MS,
			objects: submission.objects.size,
			bytes: [...submission.objects.values()].reduce((sum, bytes) => sum + bytes.byteLength, 0)
		});
	});
	it('sent again has the same receipt, also after a restart; another manifest of its name is refused', async () => {
		const submission = await sent();
		const [first, together] = await Promise.all([put(submission), put(submission)]);
		const again = await put(submission);
		if (!first.ok || !together.ok || !again.ok) throw new Error('refused');
		expect(again.value).toMatchObject({ receipt: first.value.receipt, created: false });
		expect(together.value.receipt).toBe(first.value.receipt);
		const other = await sent({ manifest: { submissionId: submission.manifest.submissionId, takeNumber: 2 } });
		expect(await put(other)).toMatchObject(refused('conflict'));
		await test.hub.close();
		const restarted = aHub({ root: test.root });
		test.hub.close = async () => undefined;
		expect(
			await putSubmission(restarted.hub, worker.who, submission.manifest.submissionId, submission.jws)
		).toMatchObject({ ok: true, value: { receipt: first.value.receipt } });
		await restarted.hub.close();
	});
	it('names the objects that were never sent', async () => {
		const submission = await aSubmission(test.hub, worker);
		const [oid, bytes] = [...submission.objects][0]!;
		await sendObjects(test.hub, worker.who.personId, submission, [oid]);
		expect(await put(submission)).toMatchObject({
			ok: false,
			refusal: { code: 'objects_missing', more: { missing: [{ oid, size: bytes.byteLength }] } }
		});
		expect(await listSubmissions(test.hub, worker.who)).toEqual([]);
	});
	it('is not countersigned over an object that was changed on the disk, and can be mended', async () => {
		const submission = await sent();
		const [oid, bytes] = [...submission.objects][0]!;
		const changed = Buffer.from(bytes);
		changed[5]! ^= 1;
		writeFileSync(join(test.hub.dir.objects, worker.who.personId, oid.slice(0, 2), oid), changed);
		expect(await put(submission)).toMatchObject({
			ok: false,
			refusal: { code: 'objects_missing', more: { missing: [{ oid }] } }
		});
		await sendObjects(test.hub, worker.who.personId, submission);
		expect(await put(submission)).toMatchObject({ ok: true });
	});
	it('needs the signature of one of this person’s own devices', async () => {
		const stranger = await aPerson(test.hub, 'worker', 'Ben');
		const submission = await sent();
		expect(await put({ ...submission, jws: `${submission.jws.slice(0, -4)}AAAA` })).toMatchObject(
			refused('bad_signature')
		);
		expect(await put(await sent({ signer: await aKey() }))).toMatchObject(refused('bad_signature'));
		expect(await put(submission, stranger.who)).toMatchObject(refused('not_allowed'));
		const asConsent = await signWith(worker.key, TYP.consent, submission.manifest);
		expect(await put({ ...submission, jws: asConsent })).toMatchObject(refused('bad_signature'));
		const spaced = { ...submission, manifest: submission.manifest };
		expect(await putSubmission(test.hub, worker.who, crypto.randomUUID(), spaced.jws)).toMatchObject(
			refused('bad_request')
		);
	});
	it('cannot use the objects of somebody else', async () => {
		const stranger = await aPerson(test.hub, 'worker', 'Ben');
		const theirs = await aSubmission(test.hub, stranger);
		await sendObjects(test.hub, worker.who.personId, theirs);
		expect(await put(theirs, stranger.who)).toMatchObject(refused('objects_missing'));
	});
	it('needs a purpose that is on, in a consent of the same key, the same terms and the same purposes', async () => {
		const off = Object.fromEntries(test.hub.programme.purposes.map(({ id }) => [id, false]));
		expect(await put(await sent({ purposes: off }))).toMatchObject(refused('no_consent'));
		expect(await put(await sent({ purposes: { ...off, invented: true } }))).toMatchObject(refused('no_consent'));
		expect(await put(await sent({ consentKey: await aKey() }))).toMatchObject(refused('bad_signature'));
		expect(await put(await sent({ consent: { termsSha256: 'a'.repeat(64) } }))).toMatchObject(refused('no_consent'));
		expect(await put(await sent({ consent: { programmeId: 'another' } }))).toMatchObject(refused('no_consent'));
		expect(await put(await sent({ consent: { purposes: off } }))).toMatchObject(refused('no_consent'));
	});
	it('holds what its roles say', async () => {
		const bytes = (text: string) => new TextEncoder().encode(text);
		expect(await put(await sent({ contents: { video: bytes('this is a text file, renamed to .mp4') } }))).toMatchObject(
			refused('bad_request')
		);
		expect(await put(await sent({ contents: { landmarks: new Uint8Array(12) } }))).toMatchObject(
			refused('bad_request')
		);
		expect(await put(await sent({ contents: { capture: bytes('{}') } }))).toMatchObject(refused('bad_request'));
		expect(await put(await sent({ contents: { annotation: bytes('not json') } }))).toMatchObject(
			refused('bad_request')
		);
		expect(await put(await sent({ manifest: { frames: 3 } }))).toMatchObject(refused('bad_request'));
		expect(await put(await sent({ manifest: { programmeId: 'another' } }))).toMatchObject(refused('bad_request'));
		const { manifest } = await sent();
		const files = manifest.files.map((file) =>
			file.role === 'capture' ? { ...file, sha256: manifest.files[0]!.sha256 } : file
		);
		expect(await put(await sent({ manifest: { files } }))).toMatchObject(refused('hash_mismatch'));
	});
	it('comes from the kept pieces that it names', async () => {
		const withPieces = (pieces: object[]) =>
			sent({ contents: { capture: captureOf(test.hub, (capture) => ({ ...capture, pieces })) } });
		const span = (startUs: number, endUs: number) => ({ startUs, endUs });
		// A second piece that nothing was taken from is in order; frames outside every piece are not, nor pieces out of order.
		expect((await put(await withPieces([span(0, 60_000_000), span(90_000_000, 91_000_000)]))).ok).toBe(true);
		const outside = [span(80_000_000, 81_000_000), span(90_000_000, 91_000_000)];
		const unordered = [span(0, 60_000_000), span(50_000_000, 91_000_000)];
		for (const pieces of [outside, unordered])
			expect(await put(await withPieces(pieces))).toMatchObject(refused('bad_request'));
	});
	it('is seen by its worker, by annotators and by the owner, and by no other worker', async () => {
		const submission = await sent();
		await put(submission);
		const id = submission.manifest.submissionId;
		const others = {
			stranger: await aPerson(test.hub, 'worker'),
			annotator: await aPerson(test.hub, 'annotator'),
			owner: await aPerson(test.hub, 'owner')
		};
		expect(await findSubmission(test.hub, others.stranger.who, id)).toMatchObject(refused('not_found'));
		expect(await serveFile(test.hub, others.stranger.who, id, 'video.mp4', null)).toMatchObject(refused('not_found'));
		expect(await listSubmissions(test.hub, others.stranger.who)).toEqual([]);
		for (const { who } of [worker, others.annotator, others.owner]) {
			expect(await listSubmissions(test.hub, who)).toMatchObject([
				{ submissionId: id, state: 'stored', manifest: submission.manifest }
			]);
		}
	});
	it('plays by ranges across its objects, and never runs', async () => {
		const submission = await sent();
		await put(submission);
		const whole = Buffer.concat([...submission.objects.values()].slice(0, 2));
		const get = async (range: string | null, name = 'video.mp4') => {
			const served = await serveFile(test.hub, worker.who, submission.manifest.submissionId, name, range);
			if (!served.ok) throw new Error(served.refusal.message);
			return served.value;
		};
		const all = await get(null);
		expect(all.status).toBe(200);
		expect(Buffer.from(await all.arrayBuffer())).toEqual(whole);
		expect(all.headers.get('content-security-policy')).toMatch(/^sandbox/);
		expect(all.headers.get('x-content-type-options')).toBe('nosniff');
		const part = await get('bytes=15-24');
		expect(part.status).toBe(206);
		expect(part.headers.get('content-range')).toBe(`bytes 15-24/${whole.byteLength}`);
		expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(15, 25));
		expect(Buffer.from(await (await get('bytes=-5')).arrayBuffer())).toEqual(whole.subarray(-5));
		expect((await get(`bytes=${whole.byteLength}-`)).status).toBe(416);
		expect((await get(null, 'capture.json')).headers.get('content-disposition')).toBe(
			'attachment; filename="capture.json"'
		);
	});
	it('is accepted or sent back, and the worker sees why', async () => {
		const owner = await aPerson(test.hub, 'owner');
		const submission = await sent();
		await put(submission);
		const id = submission.manifest.submissionId;
		await reviewSubmission(test.hub, owner.who, id, { decision: 'send_back', reason: 'too_dark', words: 'after 3 s' });
		expect(await findSubmission(test.hub, worker.who, id)).toMatchObject({
			value: { state: 'sent_back', reason: 'too_dark', words: 'after 3 s' }
		});
		await reviewSubmission(test.hub, owner.who, id, { decision: 'accept' });
		expect(await findSubmission(test.hub, worker.who, id)).toMatchObject({
			value: { state: 'accepted', reason: null, words: '' }
		});
		expect(await overviewOf(test.hub)).toMatchObject({
			accepted: 1,
			waiting: 0,
			sentBack: 0,
			reviews: 2,
			nextToReview: null,
			reasons: [{ reason: 'too_dark', count: 1 }]
		});
	});
	it.each([
		['says accept where the rules say retake', { verdict: 'accept' }, []],
		['has a value that the landmarks do not give', 'hand_visibility', ['hand_visibility']],
		['leaves out a rule', 'longest_gap', ['longest_gap']],
		['is of older rules', { rulesVersion: 2 }, []],
		['is of the take, not of what was sent', { of: 'take' }, []],
		['is of the version before', { schema: 'quality-report/1' }, []],
		['is not there', null, []]
	] as const)('is refused when its report %s', async (what, change, rules) => {
		const capture = captureOf(test.hub, ({ quality, ...rest }) => {
			if (change === null) return { ...rest, quality: null };
			const results = quality!.results.flatMap((result) => {
				if (result.rule !== change) return [result];
				return what.startsWith('leaves') ? [] : [{ ...result, value: 1, verdict: 'accept' }];
			});
			return { ...rest, quality: { ...quality, results, ...(typeof change === 'object' ? change : {}) } };
		});
		const submission = await sent({ contents: { capture } });
		expect(await put(submission)).toMatchObject({
			ok: false,
			refusal: { code: 'report_mismatch', more: { rules: [...rules] } }
		});
		expect(await listSubmissions(test.hub, worker.who)).toEqual([]);
	});
	it('takes layers beside it, signed by their authors', async () => {
		const annotator = await aPerson(test.hub, 'annotator');
		const submission = await sent();
		await put(submission);
		const place = { submissionId: submission.manifest.submissionId, layerId: crypto.randomUUID() };
		const layer = {
			schema: 'layer/1',
			...place,
			createdAtMs: NOW_MS,
			deviceKey: annotator.key.publicJwk,
			annotation: { schema: 'annotation/1', trim: null, segments: [], corrections: [] }
		};
		const jws = await signWith(annotator.key, TYP.layer, layer);
		expect(await putLayer(test.hub, annotator.who, place, jws)).toEqual({ ok: true, value: { created: true } });
		expect(await putLayer(test.hub, annotator.who, place, jws)).toEqual({ ok: true, value: { created: false } });
		expect(await getLayer(test.hub, annotator.who, place)).toEqual({ ok: true, value: { layer: jws } });
		const other = await signWith(annotator.key, TYP.layer, { ...layer, createdAtMs: NOW_MS + 1 });
		expect(await putLayer(test.hub, annotator.who, place, other)).toMatchObject(refused('conflict'));
		expect(await putLayer(test.hub, worker.who, { ...place, layerId: crypto.randomUUID() }, jws)).toMatchObject(
			refused('bad_request')
		);
		expect(await findSubmission(test.hub, annotator.who, place.submissionId)).toMatchObject({
			value: { layers: [{ layerId: place.layerId, personId: annotator.who.personId }] }
		});
	});
});
