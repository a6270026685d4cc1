import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { chromiumPath } from '../e2e/launch.ts';
import { hasShared, NO_SHARED, sharedFile } from '../e2e/media.ts';
import { openBlank, serveSources, type SourceServer } from './source-server.ts';
import type * as upperBody from './upper-body.page.ts';

let server: SourceServer;
let browser: Browser;
let page: Page;

test.beforeAll(async () => {
	server = await serveSources();
	browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
	page = await browser.newPage();
	await openBlank(page, server, {
		'seated.jpg': sharedFile('media/images/pose-seated.jpg'),
		'pose.task': sharedFile('models/mediapipe/pose_landmarker_lite.task'),
		'standing.mp4': sharedFile('media/clips/face-standing-608x1080.mp4')
	});
});
test.afterAll(async () => {
	await browser.close();
	await server.close();
});
const inPage = () =>
	page.evaluateHandle(
		() => import(/* @vite-ignore */ `${location.origin}/tests/browser/upper-body.page.ts`) as Promise<typeof upperBody>
	);

test('the landmarks of a seated person are those of MediaPipe', async () => {
	test.skip(!hasShared, NO_SHARED);
	const found = await (await inPage()).evaluate((code) => code.bothOn('/media/seated.jpg', '/media/pose.task'));
	const point = (values: readonly number[], i: number): [number, number] => [values[2 * i]!, values[2 * i + 1]!];
	const between = (a: [number, number], b: [number, number]) => Math.hypot(a[0] - b[0], a[1] - b[1]);
	const { theirs } = found;
	const shoulders = between(point(theirs, 11), point(theirs, 12));
	const apart = (values: readonly number[]) =>
		Array.from({ length: 25 }, (_, i) => between(point(values, i), point(theirs, i)) / shoulders);
	const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
	const [first, second] = [apart(found.ours!), apart(found.again!)];
	const world = found.world.map((value, i) => Math.abs(value - found.theirWorld[i]!));
	console.log(
		`pose-seated: ${(mean(first) * 100).toFixed(2)} % of the shoulders' width on average, ${(Math.max(...first) * 100).toFixed(2)} % at most; ` +
			`from its own region ${(mean(second) * 100).toFixed(2)} %; world ${(mean(world) * 1000).toFixed(1)} mm`
	);
	expect(mean(first)).toBeLessThan(0.01);
	expect(mean(second)).toBeLessThan(0.05);
	expect(mean(world)).toBeLessThan(0.005);
	found.visibility.forEach((value, i) =>
		expect(Math.abs(value - found.theirVisibility[i]!), `point ${i}`).toBeLessThan(0.05)
	);
});

test('a pass over a clip gives a series in time order, and says what made it', async () => {
	test.skip(!hasShared, NO_SHARED);
	const pass = await (await inPage()).evaluate((code) => code.passOver('/media/standing.mp4', 500_000));
	console.log(`standing: seen on ${pass.seen} of ${pass.times.length} pictures, ${pass.msEach.toFixed(0)} ms each`);
	expect(pass.complete).toBe(true);
	expect(pass.times.length).toBeGreaterThan(5);
	expect(pass.times.every((time, i) => i === 0 || time - pass.times[i - 1]! >= 500_000)).toBe(true);
	expect(pass.posture.map(({ ptsUs }) => ptsUs)).toEqual(pass.times);
	expect(pass.seen / pass.times.length).toBeGreaterThan(0.9);
	expect(pass.maker).toMatchObject({ model: 'pose_landmarks_lite', delegate: 'WASM' });
	expect(pass.lastShare).toBeGreaterThan(0.8);
});

test('the sample, which shows hands and nobody: the pass ends with nobody, and that is no failure', async () => {
	const pass = await (await inPage()).evaluate((code) => code.passOver('/samples/grasp.mp4', 2_000_000));
	expect(pass.complete).toBe(true);
	expect(pass.times.length).toBe(5);
	expect(pass.seen).toBe(0);
	expect(pass.posture.every(({ trunkLeanDegrees }) => trunkLeanDegrees === null)).toBe(true);
});
