import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import type { ModelName } from '../../src/lib/adapters/models/pinned.ts';
import { chromiumPath } from '../e2e/launch.ts';
import type * as engines from './engines.page.ts';
import { openBlank, serveSources, type SourceServer } from './source-server.ts';

/** A GPU that the processor draws: slow, but it computes what a real one computes. */
const SOFTWARE_GPU = ['--enable-unsafe-webgpu', '--enable-unsafe-swiftshader'];

/** Side of each network's input, the lowest of its numbers, and the output that is in pixels of it. */
const NETWORKS: Record<string, { size: number; low: 0 | -1; pixels: string }> = {
	face_detection_short_range: { size: 128, low: -1, pixels: 'regressors' },
	face_detection_full_range: { size: 192, low: -1, pixels: 'reshaped_regressor_face_4' },
	palm_detection_full: { size: 192, low: 0, pixels: 'Identity' },
	hand_landmarks_full: { size: 224, low: 0, pixels: 'Identity' },
	hand_landmarks_lite: { size: 224, low: 0, pixels: 'Identity' },
	pose_detection: { size: 224, low: -1, pixels: 'Identity' },
	pose_landmarks_lite: { size: 256, low: 0, pixels: 'Identity' }
};

let server: SourceServer;
let browser: Browser;
let page: Page;
let asked: string[];

test.beforeAll(async () => {
	server = await serveSources();
});
test.afterAll(() => server.close());

async function open(args: readonly string[]): Promise<void> {
	browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', ...args] });
	page = await browser.newPage();
	asked = [];
	page.on('request', (request) => asked.push(new URL(request.url()).pathname));
	await openBlank(page, server);
}
const runtimeOfGpu = () => asked.filter((path) => path.startsWith('/runtime/onnxruntime-webgpu'));
const inPage = () =>
	page.evaluateHandle(
		() => import(/* @vite-ignore */ `${location.origin}/tests/browser/engines.page.ts`) as Promise<typeof engines>
	);

test.describe('each in a browser of its own', () => {
	test.afterEach(() => browser.close());

	test('without a GPU a network opens on the processor, whatever is wished; nothing of the other runtime is fetched', async () => {
		await open(['--disable-gpu']);
		const found = await (
			await inPage()
		).evaluate((code) => code.enginesFor([undefined, 'automatic', 'webgpu', 'wasm']));
		expect(found).toEqual({ engines: ['wasm', 'wasm', 'wasm', 'wasm'], gpu: null });
		expect(runtimeOfGpu()).toEqual([]);
	});

	test('a GPU that the processor draws is known for one, and not chosen', async () => {
		await open(SOFTWARE_GPU);
		const found = await (await inPage()).evaluate((code) => code.enginesFor(['automatic']));
		expect(found).toMatchObject({ engines: ['wasm'], gpu: { software: true } });
		expect(runtimeOfGpu()).toEqual([]);
	});

	test('a GPU that is lost in the middle of a pass: the frame is computed again, no frame is missing', async () => {
		await open(SOFTWARE_GPU);
		const { engines, differences, later } = await (await inPage()).evaluate((code) => code.loseGpu());
		expect(engines).toEqual(['webgpu', 'webgpu', 'wasm', 'wasm', 'wasm']);
		for (const most of differences) expect(most).toBeLessThan(0.1);
		// What is opened afterwards in the same worker finds the GPU gone.
		expect(later).toBe('wasm');
	});
});

test.describe('on the GPU it computes what the processor computes', () => {
	// One page for all networks: runtimes are fetched and compiled once. No session is released: with the last one the device goes.
	test.beforeAll(() => open(SOFTWARE_GPU));
	test.afterAll(() => browser.close());

	for (const [name, { size, low, pixels }] of Object.entries(NETWORKS)) {
		test(name, async () => {
			const { engine, differences, seconds } = await (
				await inPage()
			).evaluate((code, of) => code.compareEngines(of.name as ModelName, of.size, of.low), { name, size, low });
			const rest = Object.entries(differences).map(([output, most]) => `${output} ${most.toExponential(1)}`);
			console.log(`${name}: ${rest.join(', ')}; first run ${seconds.toFixed(1)} s`);
			expect(engine).toBe('webgpu');
			expect(differences[pixels]).toBeLessThan(0.1);
			for (const [output, most] of Object.entries(differences)) expect(most, output).toBeLessThan(0.1);
		});
	}
});
