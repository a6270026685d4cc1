import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TrackMaker } from '../../src/lib/schema/track.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { hasShared, NO_SHARED, REAL_FRAMES, realClip, sampleStart } from '../e2e/media.ts';
import { openBlank, serveSources, type SourceServer } from './source-server.ts';

type Truth = { width: number; height: number; frames: { hands: { side: string; px: [number, number][] }[] }[] };
const truth = JSON.parse(readFileSync(resolve(import.meta.dirname, '../media/grasp.json'), 'utf8')) as Truth;

let server: SourceServer;
let browser: Browser;
let page: Page;
let folder: string;

test.beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'handloom-landmarks-'));
	server = await serveSources();
	browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
});
test.afterAll(async () => {
	await browser.close();
	await server.close();
	await rm(folder, { recursive: true, force: true });
});
test.beforeEach(async () => {
	page = await browser.newPage();
	await openBlank(page, server, {
		'webcam.mp4': join(folder, 'webcam.mp4'),
		'start.mp4': join(folder, 'start.mp4')
	});
});
test.afterEach(() => page.close());

type Pass = {
	complete: boolean;
	frames: number;
	framesWithHand: number;
	maker: TrackMaker;
	ptsUs: number[];
	seconds: number;
	shares: number[];
	tracks: { ptsUs: number; hands: { side: string; points: number[] }[] }[];
};

/** The pass over one file, saved to the database and read back. Plain data. */
const passOver = (url: string): Promise<Pass | { failure: string }> =>
	page.evaluate(async (address) => {
		const { LandmarksPort } = await import(
			/* @vite-ignore */ `${location.origin}/src/lib/adapters/workers/landmarks-port.ts`
		);
		const { readTrack, writeChunk } = await import(
			/* @vite-ignore */ `${location.origin}/src/lib/adapters/store/tracks.ts`
		);
		const blob = await (await fetch(address)).blob();
		const port = new LandmarksPort();
		const takeId = crypto.randomUUID();
		const shares: number[] = [];
		const startedAt = performance.now();
		const pass = await port.runPass(blob, {
			onChunk: (chunk: { maker: unknown }) => writeChunk(takeId, 'model', chunk.maker, chunk),
			onProgress: (progress: { share: number }) => shares.push(progress.share)
		});
		const seconds = (performance.now() - startedAt) / 1000;
		if (!pass.ok) return { failure: pass.failure.code as string };
		const stored = await readTrack(takeId, 'model');
		type Hand = { side: string; rawLabel: string; imageLandmarks: Float32Array };
		const frames = stored.value.frames as { ptsUs: number; hands: Hand[] }[];
		return {
			...pass.value,
			ptsUs: [...pass.value.ptsUs] as number[],
			seconds,
			shares,
			tracks: frames.map(({ ptsUs, hands }) => ({
				ptsUs,
				hands: hands.map((hand) => ({ side: hand.side, points: [...hand.imageLandmarks] }))
			}))
		};
	}, url);

test('the sample: every frame accounted for, the right hand near its truth', async () => {
	const result = await passOver('/samples/grasp.mp4');
	if ('failure' in result) throw new Error(result.failure);
	expect(result.complete).toBe(true);
	expect(result.frames).toBe(300);
	expect(result.tracks.map((frame) => frame.ptsUs)).toEqual(result.ptsUs);
	expect(result.ptsUs.every((time, i) => Math.abs(time - (i * 1e6) / 30) <= 1)).toBe(true);
	expect(result.maker.modelSha256).toMatch(/^[0-9a-f]{64}$/);
	expect(result.maker.delegate).toBe('CPU'); // this machine has no GPU, or only one that the processor draws
	expect(result.shares.at(-1)).toBeGreaterThan(0.98);

	const errors = result.tracks.flatMap(({ hands }, i) => {
		const right = hands.find(({ side }) => side === 'right');
		if (!right) return [];
		const { px } = truth.frames[i]!.hands[0]!;
		const [xs, ys] = [px.map(([x]) => x), px.map(([, y]) => y)];
		const box = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
		const far = px.map(([x, y], k) =>
			Math.hypot(right.points[k * 3]! * truth.width - x, right.points[k * 3 + 1]! * truth.height - y)
		);
		return [far.reduce((sum, d) => sum + d, 0) / 21 / box];
	});
	expect(errors.length, 'frames with the right hand').toBeGreaterThanOrEqual(285);
	const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
	console.log(
		`grasp.mp4: right hand on ${errors.length} of 300, mean error ${(mean * 100).toFixed(1)} % of the hand's box, ${(300 / result.seconds).toFixed(1)} fps`
	);
	expect(mean).toBeLessThan(0.08);
});

test('a webcam clip: each frame with its hands or an explicit none', async () => {
	test.skip(!hasShared, NO_SHARED);
	realClip(join(folder, 'webcam.mp4'));
	const result = await passOver('/media/webcam.mp4');
	if ('failure' in result) throw new Error(result.failure);
	expect(result.tracks.length).toBe(REAL_FRAMES);
	const right = result.tracks.filter(({ hands }) => hands.some(({ side }) => side === 'right')).length;
	expect(right / REAL_FRAMES).toBeGreaterThan(0.95);
	console.log(
		`webcam: ${result.framesWithHand} of ${REAL_FRAMES} with a hand, ${(REAL_FRAMES / result.seconds).toFixed(1)} fps`
	);
});

test('a text file renamed .mp4, and an empty one, are refused', async () => {
	const codes = await page.evaluate(async () => {
		const { LandmarksPort } = await import(
			/* @vite-ignore */ `${location.origin}/src/lib/adapters/workers/landmarks-port.ts`
		);
		const port = new LandmarksPort();
		const hooks = { onChunk: async () => ({ ok: true, value: null, discarded: [] }) };
		const outcomes = [
			await port.runPass(new Blob(['shopping list\n']), hooks),
			await port.runPass(new Blob([]), hooks)
		];
		return outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.failure.code));
	});
	expect(codes).toEqual(['file_not_video', 'file_empty']);
});

test('a pass can be cancelled, which is no failure, and the port works on', async () => {
	const result = await page.evaluate(async () => {
		const { LandmarksPort } = await import(
			/* @vite-ignore */ `${location.origin}/src/lib/adapters/workers/landmarks-port.ts`
		);
		const blob = await (await fetch('/samples/grasp.mp4')).blob();
		const port = new LandmarksPort();
		const stop = new AbortController();
		const outcome = await port.runPass(blob, {
			onChunk: async () => ({ ok: true, value: null, discarded: [] }),
			onProgress: ({ frames }: { frames: number }) => frames > 10 && stop.abort(),
			signal: stop.signal
		});
		const canvas = new OffscreenCanvas(64, 64);
		canvas.getContext('2d');
		const live = await port.detect(new VideoFrame(canvas, { timestamp: 0 }), 0);
		const same = await port.detect(new VideoFrame(canvas, { timestamp: 0 }), 0);
		return { outcome, live, same: same.ok ? 'ok' : same.failure.code };
	});
	expect(result.outcome.ok).toBe(true);
	expect(result.outcome.value.complete).toBe(false);
	expect(result.outcome.value.frames).toBeLessThan(150);
	expect(result.live).toMatchObject({ ok: true, value: { ptsUs: 0, hands: [] } });
	expect(result.same).toBe('pts_not_increasing');
});

test('MediaPipe’s timestamp error, after which its graph is of no more use: a new one takes over, and no frame is lost', async () => {
	const asked = page.waitForRequest(/vision_bundle/);
	const started = page.waitForEvent('worker', (one) => one.url().includes('landmarks'));
	sampleStart(join(folder, 'start.mp4'), 122);
	const pass = passOver('/media/start.mp4');
	const [bundle, worker] = await Promise.all([asked, started]);
	// From the module that the worker itself uses; the error is MediaPipe's own, on a timestamp that was there before.
	await worker.evaluate(async (address) => {
		const { HandLandmarker } = await import(/* @vite-ignore */ address);
		const seen = { graphs: 0, graphsBefore: 0, errors: [] as string[] };
		Object.assign(globalThis, { seen });
		const create = HandLandmarker.createFromOptions;
		HandLandmarker.createFromOptions = (...args: unknown[]) => {
			seen.graphs += 1;
			return create.apply(HandLandmarker, args);
		};
		const detect = HandLandmarker.prototype.detectForVideo;
		HandLandmarker.prototype.detectForVideo = function (picture: unknown, ms: number) {
			const provoked = seen.errors.length === 0 && ms > 3000;
			try {
				return detect.call(this, picture, provoked ? 1 : ms);
			} catch (error) {
				seen.errors.push(String(error));
				seen.graphsBefore = seen.graphs;
				throw error;
			}
		};
	}, bundle.url());
	const result = await pass;
	const seen = await worker.evaluate(
		() => (globalThis as unknown as { seen: { graphs: number; graphsBefore: number; errors: string[] } }).seen
	);
	if ('failure' in result) throw new Error(result.failure);
	expect(seen.errors).toHaveLength(1);
	expect(seen.errors[0]).toMatch(/timestamp/i);
	// One graph more than when it broke; it was started while the pass went on.
	expect(seen.graphs).toBe(seen.graphsBefore + 1);
	expect(result.complete).toBe(true);
	expect(result.tracks).toHaveLength(122);
	// The frame of the error, and those after it, have their hands.
	expect(result.tracks.slice(91, 120).every(({ hands }) => hands.length > 0)).toBe(true);
});

test('a model, or a runtime, with other bytes is never started', async () => {
	const init = () =>
		page.evaluate(async () => {
			const { LandmarksPort } = await import(
				/* @vite-ignore */ `${location.origin}/src/lib/adapters/workers/landmarks-port.ts`
			);
			const outcome = await new LandmarksPort().init();
			return outcome.ok ? 'ok' : outcome.failure.code;
		});
	await page.route('**/models/hand_landmarker_lite-*', (route) => route.fulfill({ body: Buffer.alloc(1000, 7) }));
	expect(await init()).toBe('model_hash_wrong');
	await page.unroute('**/models/hand_landmarker_lite-*');
	await page.route('**/models/hand_landmarker_lite-*', (route) => route.fulfill({ status: 404, body: '' }));
	expect(await init()).toBe('model_missing');
	await page.unroute('**/models/hand_landmarker_lite-*');
	await page.route('**/vision_wasm_module_internal.wasm', (route) =>
		route.fulfill({ body: Buffer.alloc(1000, 7), contentType: 'application/wasm' })
	);
	expect(await init()).toBe('model_hash_wrong');
});
