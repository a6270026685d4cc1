import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { overlap } from '../../src/lib/domain/redaction/blazeface.ts';
import type { FaceBox } from '../../src/lib/domain/redaction/face-box.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { hasShared, NO_SHARED, sharedFile } from '../e2e/media.ts';
import { openBlank, serveSources, type SourceServer } from './source-server.ts';

let server: SourceServer;
let browser: Browser;
let page: Page;

test.beforeAll(async () => {
	server = await serveSources();
	browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
	page = await browser.newPage();
	await openBlank(page, server, {
		'standing.mp4': sharedFile('media/clips/face-standing-608x1080.mp4'),
		'dark.mp4': sharedFile('media/clips/face-and-thumb-dark-1280x720.mp4'),
		'desk.mp4': sharedFile('media/derived/desk-hand-cam1-h264.mp4')
	});
});
test.afterAll(async () => {
	await browser.close();
	await server.close();
});

/** Both opinions on every `step`th frame of the first `seconds` of a clip. */
const lookAt = (url: string, step: number, seconds: number) =>
	page.evaluate(
		async ({ address, every, limit }) => {
			const at = (path: string) => import(/* @vite-ignore */ `${location.origin}${path}`);
			const { openFaces, openInfer } = await at('/src/lib/adapters/workers/face-port.ts');
			const { openVideo } = await at('/workers/shared/open-video.ts');
			const video = await openVideo(await (await fetch(address)).blob());
			const [first, second] = [openFaces(), openInfer()];
			const rows: { first: unknown; second: unknown }[] = [];
			let i = 0;
			for await (const sample of video.value.sink.samples(undefined, limit)) {
				if (i++ % every === 0) {
					const frame = sample.toVideoFrame();
					const copy = frame.clone();
					const time = sample.microsecondTimestamp;
					const [a, b] = [await first.detectFaces(frame, time), await second.detectFaces(copy, time)];
					if (!a.ok || !b.ok) throw new Error(JSON.stringify([a, b]));
					rows.push({ first: a.value, second: b.value });
				}
				sample.close();
			}
			first.close();
			second.close();
			return rows;
		},
		{ address: url, every: step, limit: seconds }
	) as Promise<{ first: FaceBox[]; second: FaceBox[] }[]>;

for (const [name, share] of [
	['standing', 1],
	['dark', 1]
] as const) {
	test(`both detectors see the face on every sampled frame and agree where it is: ${name}`, async () => {
		test.skip(!hasShared, NO_SHARED);
		const rows = await lookAt(`/media/${name}.mp4`, 10, 5);
		expect(rows.length).toBeGreaterThan(10);
		const agreeing = rows.filter(({ first, second }) => first.some((a) => second.some((b) => overlap(a, b) > 0.6)));
		expect(agreeing.length / rows.length).toBe(share);
		for (const { first } of rows) {
			const [face] = first;
			expect(face!.x).toBeGreaterThan(-0.1);
			expect(face!.x + face!.width).toBeLessThan(1.1);
		}
	});
}

test('a desk without a face, and the samples, are left alone', async () => {
	const clips = ['/samples/grasp.mp4', '/samples/cross.mp4', ...(hasShared ? ['/media/desk.mp4'] : [])];
	for (const clip of clips) {
		const rows = await lookAt(clip, 20, 10);
		const seen = rows.filter(({ first, second }) => first.length > 0 || second.length > 0).length;
		expect(seen / rows.length, clip).toBeLessThanOrEqual(0.1);
	}
});

test('a frame that cannot be looked at is a failure, not an empty answer', async () => {
	const codes = await page.evaluate(async () => {
		const { openFaces, openInfer } = await import(
			/* @vite-ignore */ `${location.origin}/src/lib/adapters/workers/face-port.ts`
		);
		const ports = [openFaces(), openInfer()];
		const answers = [];
		for (const port of ports) {
			await port.init();
			const canvas = new OffscreenCanvas(32, 32);
			canvas.getContext('2d');
			const pending = port.detectFaces(new VideoFrame(canvas, { timestamp: 0 }), 0);
			port.close();
			const answer = await pending;
			answers.push(answer.ok ? 'ok' : answer.failure.code);
		}
		return answers;
	});
	expect(codes).toEqual(['worker_died', 'worker_died']);
});
