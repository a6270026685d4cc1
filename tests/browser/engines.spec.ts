import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { chromiumPath } from '../e2e/launch.ts';
import { openBlank, serveSources, type SourceServer } from './source-server.ts';

/** A GPU that the processor draws: slow, but it computes what a real one computes. */
const SOFTWARE_GPU = ['--enable-unsafe-webgpu', '--enable-unsafe-swiftshader'];

/** Side of each network's input, and which outputs are in pixels of it, or become pixels times `perPx`. */
const NETWORKS = {
	face_detection_short_range: { size: 128, low: -1, boxes: 'regressors', scores: 'classificators' },
	face_detection_full_range: {
		size: 192,
		low: -1,
		boxes: 'reshaped_regressor_face_4',
		scores: 'reshaped_classifier_face_4'
	},
	palm_detection_full: { size: 192, low: 0, boxes: 'Identity', scores: 'Identity_1' },
	hand_landmarks_full: { size: 224, low: 0, boxes: 'Identity', scores: 'Identity_1' },
	hand_landmarks_lite: { size: 224, low: 0, boxes: 'Identity', scores: 'Identity_1' },
	pose_detection: { size: 224, low: -1, boxes: 'Identity', scores: 'Identity_1' },
	pose_landmarks_lite: { size: 256, low: 0, boxes: 'Identity', scores: 'Identity_1' }
} as const;
type NetworkName = keyof typeof NETWORKS;

let server: SourceServer;
let browser: Browser;
let page: Page;
let asked: string[];

test.beforeAll(async () => {
	server = await serveSources();
});
test.afterAll(() => server.close());
test.afterEach(() => browser.close());

async function open(args: readonly string[]): Promise<void> {
	browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', ...args] });
	page = await browser.newPage();
	asked = [];
	page.on('request', (request) => asked.push(new URL(request.url()).pathname));
	await openBlank(page, server);
}
const askedForGpuRuntime = () => asked.some((path) => path.includes('asyncify'));

test('without a GPU a network opens on the processor, whatever is wished, and nothing of the other runtime is fetched', async () => {
	await open(['--disable-gpu']);
	const engines = await page.evaluate(async () => {
		const at = (path: string) => import(/* @vite-ignore */ `${location.origin}${path}`);
		const { openSession } = await at('/workers/infer/open-session.ts');
		const { gpuHere } = await at('/src/lib/adapters/models/gpu-here.ts');
		const found = [];
		for (const wish of ['automatic', 'webgpu', 'wasm']) {
			const opened = await openSession('face_detection_short_range', 1, wish);
			found.push(opened.ok ? opened.value.engine : opened.failure.code);
		}
		return { found, gpu: await gpuHere() };
	});
	expect(engines).toEqual({ found: ['wasm', 'wasm', 'wasm'], gpu: null });
	expect(askedForGpuRuntime()).toBe(false);
});

test('a GPU that the processor draws is known for one, and not chosen', async () => {
	await open(SOFTWARE_GPU);
	const { gpu, engine } = await page.evaluate(async () => {
		const at = (path: string) => import(/* @vite-ignore */ `${location.origin}${path}`);
		const { openSession } = await at('/workers/infer/open-session.ts');
		const { gpuHere } = await at('/src/lib/adapters/models/gpu-here.ts');
		const opened = await openSession('face_detection_short_range', 1);
		return { gpu: await gpuHere(), engine: opened.value.engine };
	});
	expect(gpu).toMatchObject({ software: true });
	expect(engine).toBe('wasm');
	expect(askedForGpuRuntime()).toBe(false);
});

for (const name of Object.keys(NETWORKS) as NetworkName[]) {
	test(`on the GPU it computes what the processor computes: ${name}`, async () => {
		await open(SOFTWARE_GPU);
		const { engine, pixels, scores, seconds } = await page.evaluate(
			async ({ model, about }) => {
				const at = (path: string) => import(/* @vite-ignore */ `${location.origin}${path}`);
				const { openSession } = await at('/workers/infer/open-session.ts');
				const { openInputs } = await at('/tests/bench/networks.page.ts');
				const { Tensor } = await import('onnxruntime-web/wasm');
				const [, picture] = await openInputs(['/samples/grasp.mp4'], about.size, about.low);
				const answers = [];
				let ran = '';
				let seconds = 0;
				for (const wish of ['wasm', 'webgpu']) {
					const opened = await openSession(model, 1, wish);
					if (!opened.ok) throw new Error(opened.failure.message);
					const { session } = opened.value;
					const startedAt = performance.now();
					const dims = [1, about.size, about.size, 3];
					answers.push(await session.run({ [session.inputNames[0]]: new Tensor('float32', picture.values, dims) }));
					seconds = (performance.now() - startedAt) / 1000;
					ran = opened.value.engine;
				}
				const most = (output: string) => {
					const [a, b] = answers.map((answer) => answer[output].data as Float32Array);
					return a!.reduce((far, value, i) => Math.max(far, Math.abs(value - b![i]!)), 0);
				};
				return { engine: ran, pixels: most(about.boxes), scores: most(about.scores), seconds };
			},
			{ model: name, about: NETWORKS[name] }
		);
		console.log(
			`${name}: ${pixels.toExponential(1)} px, scores ${scores.toExponential(1)}, first run ${seconds.toFixed(1)} s`
		);
		expect(engine).toBe('webgpu');
		expect(pixels).toBeLessThan(0.1);
		expect(scores).toBeLessThan(0.1);
	});
}

test('a GPU that is lost in the middle of a pass: the frame is computed again, no frame is missing', async () => {
	await open(SOFTWARE_GPU);
	const { engines, apart, later } = await page.evaluate(async () => {
		const at = (path: string) => import(/* @vite-ignore */ `${location.origin}${path}`);
		const { openSession } = await at('/workers/infer/open-session.ts');
		const { env } = await import('onnxruntime-web/webgpu');
		const { Tensor } = await import('onnxruntime-web/wasm');
		const frames = [0.1, 0.3, 0.5, 0.7].map((grey) =>
			new Float32Array(128 * 128 * 3).map((_, i) => (i % 7) * grey - 1)
		);
		const run = async (
			opened: { value: { session: { run(feeds: object): Promise<never> } } },
			values: Float32Array
		) => {
			const answer = await opened.value.session.run({ input: new Tensor('float32', values, [1, 128, 128, 3]) });
			return answer['regressors']['data'] as Float32Array;
		};
		const onGpu = await openSession('face_detection_short_range', 1, 'webgpu');
		const onProcessor = await openSession('face_detection_short_range', 1, 'wasm');
		const engines = [onGpu.value.engine];
		const apart = [];
		for (const [i, values] of frames.entries()) {
			const pending = run(onGpu, values);
			if (i === 1) ((await env.webgpu.device) as GPUDevice).destroy();
			const got = await pending;
			const want = await run(onProcessor, values);
			apart.push(got.reduce((far, value, k) => Math.max(far, Math.abs(value - want[k]!)), 0));
			engines.push(onGpu.value.engine);
		}
		// A network that is opened afterwards in the same worker finds the GPU gone, and says nothing of it.
		const later = await openSession('face_detection_full_range', 1, 'webgpu');
		await onGpu.value.session.release();
		return { engines, apart, later: later.value.engine };
	});
	expect(engines).toEqual(['webgpu', 'webgpu', 'wasm', 'wasm', 'wasm']);
	for (const far of apart) expect(far).toBeLessThan(0.1);
	expect(later).toBe('wasm');
});
