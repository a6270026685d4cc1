import { expect, test, type Page } from '@playwright/test';
import { handCamera, sampleCamera } from './cameras.ts';
import { launchStudio, type Studio } from './launch.ts';
import { launchPrepared } from './prepared.ts';
import { newestTake, recordFor, takeFacts, waitForTracking } from './recording.ts';
import { storedFile, storedRows } from './stored.ts';

/*
 * What a device can do to a take: each is a failure with words, and nothing that was filmed is lost.
 * A denied camera, a full disk and a recorder's worker without an encoder are in `record.spec.ts`, a killed page in
 * `recover.spec.ts`; what a hub refuses is in `hub-refusals.spec.ts`.
 */

/** Requests reach `page.route` only where no service worker answers them. */
async function withoutServiceWorker(page: Page): Promise<void> {
	await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
}

/** Runs `script` in the page and first of all in each of its workers. */
async function everywhere(page: Page, script: string): Promise<void> {
	await withoutServiceWorker(page);
	await page.addInitScript(script);
	await page.route(/\/_app\/immutable\/workers\/[^/]+\.js/, async (route) => {
		const response = await route.fetch();
		await route.fulfill({ response, body: `${script};${await response.text()}` });
	});
}

const NO_WEBCODECS = `for (const name of ['VideoEncoder', 'VideoDecoder', 'VideoFrame', 'EncodedVideoChunk', 'ImageDecoder',
	'AudioEncoder', 'AudioDecoder', 'MediaStreamTrackProcessor', 'MediaStreamTrackGenerator']) delete globalThis[name]`;

/** A script that is on its way through a route when the test ends is nobody's failure. */
async function leave(studio: Studio): Promise<void> {
	await studio.page.unrouteAll({ behavior: 'ignoreErrors' });
	await studio.close();
}

const openRecord = async ({ page }: Studio) => {
	// The test of the camera is the subject of `probe.spec.ts`.
	await page.addLocatorHandler(page.getByRole('button', { name: 'Skip the test' }), (skip) => skip.click());
	await page.goto('/record/move-block');
	await expect(page.getByRole('button', { name: 'Record', exact: true })).toBeEnabled();
};

/** Ends the process that serves the camera, as pulling its plug would. */
async function unplugCamera({ context }: Studio): Promise<void> {
	const devtools = await context.browser()!.newBrowserCDPSession();
	const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
	const serving = processInfo.filter(({ type }) => /video.?capture/i.test(type));
	expect(serving, JSON.stringify(processInfo)).toHaveLength(1);
	process.kill(serving[0]!.id, 'SIGKILL');
}

test('the camera is unplugged in the middle of a take: it is kept to its last second, with words', async () => {
	const studio = await launchPrepared('visited');
	const { page } = studio;
	try {
		await openRecord(studio);
		await page.getByRole('button', { name: 'Record', exact: true }).click();
		await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
		const startedAtMs = Date.now();
		await page.waitForTimeout(2_500);
		await unplugCamera(studio);
		const filmedMs = Date.now() - startedAtMs;
		await expect(page).toHaveURL(/\/take\/[^/]+\/check/, { timeout: 30_000 });
		await expect(page.getByRole('alert').filter({ hasText: 'The camera stopped' })).toContainText(
			'Safe on this device: 1.'
		);
		const take = await newestTake(page);
		expect(take.facts!.endedBy).toBe('camera_lost');
		expect(filmedMs - take.durationUs / 1000).toBeLessThanOrEqual(1_000);
		const { rows, timesUs } = await storedFile(page, take.id);
		expect(rows.every((row) => row.sound)).toBe(true);
		expect(rows.at(-1)!.lastPtsUs).toBe(timesUs.at(-1));
		await expect(page.getByRole('link', { name: 'Go on to labels' })).toBeVisible({ timeout: 120_000 });
	} finally {
		await leave(studio);
	}
});

test('the same where the browser’s own recorder films', async () => {
	const studio = await launchStudio({ camera: await sampleCamera() });
	const { page } = studio;
	try {
		await everywhere(page, 'delete globalThis.VideoEncoder');
		await openRecord(studio);
		await page.getByRole('button', { name: 'Record', exact: true }).click();
		await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
		await page.waitForTimeout(3_000);
		await unplugCamera(studio);
		await expect(page).toHaveURL(/\/take\/[^/]+\/check/, { timeout: 30_000 });
		await expect(page.getByRole('alert').filter({ hasText: 'The camera stopped' })).toBeVisible();
		const take = await newestTake(page);
		expect(take.facts).toMatchObject({ frameSource: 'media_recorder', endedBy: 'camera_lost' });
		expect(take.durationUs).toBeGreaterThan(2_000_000);
	} finally {
		await leave(studio);
	}
});

test('a browser without WebCodecs at all: its own recorder films, and what cannot be done says so', async () => {
	const studio = await launchStudio({ camera: await sampleCamera() });
	const { page } = studio;
	try {
		await everywhere(page, NO_WEBCODECS);
		await openRecord(studio);
		await recordFor(page, 3);
		const take = await newestTake(page);
		expect(take.facts).toMatchObject({ frameSource: 'media_recorder', endedBy: 'stop' });
		expect(take.frameCount).toBeGreaterThan(20);
		await expect(
			page.getByRole('alert').filter({ hasText: 'This browser cannot read this kind of video' })
		).toBeVisible();
		const { rows } = await storedFile(page, take.id);
		expect(rows.length).toBeGreaterThan(0);
		expect(rows.every((row) => row.sound)).toBe(true);
	} finally {
		await leave(studio);
	}
});

test('a browser that can record in no way says so before anybody films', async () => {
	const studio = await launchStudio();
	const { page } = studio;
	try {
		await everywhere(page, `${NO_WEBCODECS}; delete globalThis.MediaRecorder`);
		await page.goto('/record/move-block');
		await expect(page.getByRole('heading', { name: 'This browser cannot record video' })).toBeVisible();
		await expect(page.getByRole('link', { name: 'Use a file instead' })).toBeVisible();
		expect(await storedRows(page, 'takes')).toEqual([]);
	} finally {
		await leave(studio);
	}
});

/** Models of every engine that may find hands. */
const HAND_FINDERS = /\/models\/(hand_landmarker|hand_landmarks|palm_detection)_/;

test('a hand finder that was changed on its way is not used: filming works, and the check goes on without it', async () => {
	const studio = await launchStudio({ camera: await handCamera() });
	const { page } = studio;
	try {
		await withoutServiceWorker(page);
		let served = 0;
		await page.route(HAND_FINDERS, async (route) => {
			const response = await route.fetch();
			const body = await response.body();
			body[body.length >> 1]! ^= 1;
			served += 1;
			await route.fulfill({ response, body });
		});
		await openRecord(studio);
		await expect(page.getByText('Filming works, but without live hand points.')).toBeVisible({ timeout: 60_000 });
		expect(served).toBeGreaterThan(0);
		await recordFor(page, 1.5);
		const { trackedLiveFrames } = await takeFacts(page);
		expect(trackedLiveFrames).toBe(null);
		const card = page.getByRole('alert').filter({ hasText: 'The hand finder was changed on its way' });
		await expect(card).toBeVisible({ timeout: 60_000 });
		await card.getByText('Details').click();
		await expect(card).toContainText('model_hash_wrong');
		await page.getByRole('button', { name: 'Go on without finding hands' }).click();
		await expect(page.getByText('Hands were not looked for in this take')).toBeVisible({ timeout: 60_000 });
		expect(await storedRows(page, 'trackChunks')).toEqual([]);

		// With the right bytes the same take is tracked after all.
		await page.unroute(HAND_FINDERS);
		await page.getByRole('button', { name: 'Find hands now' }).click();
		await expect(page.getByText('Hands were not looked for in this take')).toBeHidden();
		await expect(page.getByRole('link', { name: 'Go on to labels' })).toBeVisible({ timeout: 120_000 });
		expect(await storedRows(page, 'trackChunks')).not.toEqual([]);
	} finally {
		await leave(studio);
	}
});

test('a device without WebGL, through which one hand finder takes its pictures: words, and the check uses the other', async () => {
	const studio = await launchStudio({
		camera: await sampleCamera(),
		args: ['--disable-gpu', '--disable-software-rasterizer', '--disable-3d-apis']
	});
	const { page } = studio;
	try {
		await page.goto('/');
		expect(await page.evaluate(() => new OffscreenCanvas(1, 1).getContext('webgl2'))).toBe(null);
		await openRecord(studio);
		await expect(page.getByText('Filming works, but without live hand points.')).toBeVisible({ timeout: 60_000 });
		await recordFor(page, 1.5);
		await page.getByRole('link', { name: 'Go on to labels' }).click({ timeout: 120_000 });
		const [chunk] = await storedRows<{ maker: { settings: Record<string, unknown> } }>(page, 'trackChunks');
		expect(chunk!.maker.settings['engine']).toBe('ort');
		await expect(page.getByText(/frame 1 of \d+/).first()).toBeVisible();
	} finally {
		await leave(studio);
	}
});

test('a lost WebGL context does not end the tracking', async () => {
	const studio = await launchStudio({ camera: await handCamera() });
	const { page } = studio;
	try {
		// Every context that a worker makes is remembered, so that the test can take it away.
		await everywhere(
			page,
			`self.contexts = [];
			{
				const make = OffscreenCanvas.prototype.getContext;
				OffscreenCanvas.prototype.getContext = function (...args) {
					const context = make.apply(this, args);
					if (context && /webgl/.test(args[0])) self.contexts.push(context);
					return context;
				};
			}`
		);
		await openRecord(studio);
		await waitForTracking(page);
		await page.getByRole('button', { name: 'Record', exact: true }).click();
		await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
		await page.waitForTimeout(1_500);
		const worker = page.workers().find((one) => one.url().includes('landmarks'))!;
		const lost = await worker.evaluate(() => {
			const { contexts } = self as unknown as { contexts: WebGLRenderingContext[] };
			const live = contexts.filter((context) => !context.isContextLost());
			for (const context of live) context.getExtension('WEBGL_lose_context')?.loseContext();
			return live.length;
		});
		expect(lost, 'the hand finder has a context to lose').toBeGreaterThan(0);
		await page.waitForTimeout(4_000);
		await expect(page.locator('[data-tracking="on"]')).toBeAttached();
		await page.getByRole('button', { name: 'Stop', exact: true }).click();
		await expect(page).toHaveURL(/\/take\/[^/]+\/check/, { timeout: 30_000 });
		const facts = await takeFacts(page);
		expect(facts.endedBy).toBe('stop');
		// More than the second and a half before the loss can have given.
		expect(facts.trackedLiveFrames! / (facts.encodedFrames / facts.meanFps)).toBeGreaterThanOrEqual(4);
		await expect(page.getByRole('link', { name: 'Go on to labels' })).toBeVisible({ timeout: 120_000 });
	} finally {
		await leave(studio);
	}
});

test('a part of the hand finder that cannot be fetched says so, and is fetched when tried again', async () => {
	const studio = await launchStudio();
	const { page } = studio;
	try {
		await withoutServiceWorker(page);
		await page.route('**/_app/immutable/workers/chunks/*', (route) => route.abort());
		await page.goto('/');
		await page.getByRole('button', { name: 'Try it with a sample' }).click();
		const card = page.getByRole('alert').filter({ hasText: 'The hand finder is not here yet' });
		await expect(card).toBeVisible({ timeout: 60_000 });
		await page.unroute('**/_app/immutable/workers/chunks/*');
		await card.getByRole('button', { name: 'Try again' }).click();
		await expect(page.getByText(/^[1-9]\d* of 300 pictures$/)).toBeVisible({ timeout: 60_000 });
	} finally {
		await leave(studio);
	}
});
