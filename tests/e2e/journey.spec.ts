import { expect, test, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import type { Manifest } from '../../src/lib/schema/submission.ts';
import { handCamera } from './cameras.ts';
import { ask, exportDataset, probeVideo, readJson } from './dataset.ts';
import { startHub, type TestHub } from './hub.ts';
import { frameShown, goToEdge, goToFrame, labelGripFailureRecovery, moveIndexTip, savedEdits } from './labelling.ts';
import { runBaseURL, type Studio } from './launch.ts';
import { allow, invite, join } from './people.ts';
import { launchPrepared } from './prepared.ts';
import { newestTake, recordFor, waitForTracking } from './recording.ts';
import { storedFile } from './stored.ts';

let hub: TestHub;
let owner: Studio;
let worker: Studio;
let folder: string;

test.describe.configure({ mode: 'serial' });

test.beforeEach(async () => {
	folder = await mkdtemp(joinPath(tmpdir(), 'handloom-journey-'));
	hub = await startHub({ origin: runBaseURL() });
	owner = await launchPrepared('used', { hub });
	await join(owner.page, hub.ownerLink!, 'Olu');
});

async function startWork(studio: Studio): Promise<void> {
	worker = studio;
	await join(worker.page, await invite(owner.page, 'worker'), 'Wanja');
	await allow(worker.page, /My team may train/);
}

test.afterEach(async () => {
	await worker.close();
	await owner.close();
	await hub.close();
	await rm(folder, { recursive: true, force: true });
});

/**
 * Check → label → submit → accept → export, and what an independent reader finds in the dataset. `last`: the last frame that
 * is kept, 1 for the first; the tenth before the end unless told.
 */
async function fromCheckToDataset(page: Page, last?: number): Promise<void> {
	// Check: the pass over every frame, then the verdict.
	const goOn = page
		.getByRole('link', { name: 'Go on to labels' })
		.or(page.getByRole('button', { name: 'Go on to labels' }));
	await expect(goOn).toBeVisible({ timeout: 120_000 });
	await expect(page.getByText('This first verdict rests on')).toBeHidden({ timeout: 120_000 });
	await page.getByRole('button', { name: 'I disagree with this check' }).click();
	await page.getByLabel('What did the check get wrong?').fill('I was as fast as always.');
	await page.getByRole('button', { name: 'Save my words' }).click();
	await goOn.click();
	await expect(page).toHaveURL(/\/label/);
	await expect(page.getByText(/frame 1 of \d+/).first()).toBeVisible();

	// Label by keyboard alone.
	await labelGripFailureRecovery(page);
	const { count } = await frameShown(page);
	await goToEdge(page, 'Home');
	await goToFrame(page, 11);
	await page.keyboard.press('KeyI');
	if (last === undefined) await goToEdge(page, 'End');
	await goToFrame(page, last ?? count - 10);
	await page.keyboard.press('KeyO');
	await goToFrame(page, 41);
	await moveIndexTip(page, 2);
	expect((await savedEdits(page)).length).toBeGreaterThanOrEqual(7);

	// Submit.
	await page.getByRole('link', { name: 'Go on to submit' }).click();
	await expect(page).toHaveURL(/\/submit/);
	const send = page.getByRole('button', { name: /^Submit [\d.]+/ });
	await expect(send).toBeEnabled({ timeout: 150_000 });
	await send.click();
	await expect(page).toHaveURL(/\/clips/);
	await expect(page.getByText('Stored, receipt kept')).toBeVisible({ timeout: 60_000 });

	// The owner accepts; the worker sees it.
	await owner.page.goto('/hub');
	await expect(owner.page.getByText(/I was as fast as always\./)).toBeVisible();
	await owner.page.getByRole('button', { name: /^Accept/ }).click();
	await expect(owner.page.getByText('Nothing waits for review')).toBeVisible();
	await page.reload();
	await expect(page.getByText('Accepted', { exact: true })).toBeVisible({ timeout: 60_000 });

	const { timesUs } = await storedFile(page, (await newestTake(page)).id);
	await checkDataset((timesUs[40]! - timesUs[10]!) / 1e6);
}

/** `correctedS`: where the corrected frame lies behind the first kept one, seconds. */
async function checkDataset(correctedS: number): Promise<void> {
	const [submission] = (await owner.page.evaluate(() => fetch('/api/submissions').then((answer) => answer.json()))) as {
		manifest: Manifest;
	}[];
	const { frames } = submission!.manifest;
	const out = joinPath(folder, 'dataset');
	await exportDataset(hub.dataDir, out);
	const video = await probeVideo(joinPath(out, 'videos/observation.images.webcam/chunk-000/file-000.mp4'));
	expect(video).toMatchObject({
		frames,
		codec: 'h264',
		width: 960,
		height: 540,
		rate: '30/1',
		pixFmt: 'yuv420p',
		audio: false
	});

	const info = await readJson<{ total_frames: number; total_episodes: number }>(out, 'meta/info.json');
	expect(info).toMatchObject({ total_frames: frames, total_episodes: 1 });
	const rows = await ask(
		out,
		`select frame_index, "hand.right.human" or "hand.left.human" as human, "annotation.grip.right" as grip, "annotation.failure" as failure,
			"annotation.recovery" as recovery, "hand.right.present" or "hand.left.present" as present from '%/data/chunk-000/file-000.parquet' order by frame_index`
	);
	expect(rows).toHaveLength(frames);
	const moved = rows.filter((row) => row['human']);
	expect(moved.length, 'the moved point is in the row of its frame').toBeGreaterThanOrEqual(1);
	// The first slot in which the frame is due, whatever the rate of the camera.
	expect(Math.abs(Number(moved[0]!['frame_index']) - correctedS * 30)).toBeLessThanOrEqual(1);
	expect(rows.filter((row) => Number(row['grip']) > 0).length).toBeGreaterThan(5);
	expect(rows.filter((row) => Number(row['failure']) > 0).length).toBeGreaterThan(3);
	expect(rows.filter((row) => row['recovery']).length).toBeGreaterThan(3);
	expect(rows.filter((row) => row['present']).length / frames).toBeGreaterThanOrEqual(0.9);
}

test('record, check, label, correct, submit, accept, export', async () => {
	test.setTimeout(420_000);
	await startWork(await launchPrepared('used', { hub, camera: await handCamera() }));
	const { page } = worker;
	await page.goto('/record/move-block');
	await waitForTracking(page);
	await recordFor(page, 7);
	const { facts } = await newestTake(page);
	const seconds = facts!.encodedFrames / facts!.meanFps;
	expect(seconds).toBeGreaterThan(6);
	expect(facts!.trackedLiveFrames! / seconds, 'live tracking, frames a second').toBeGreaterThanOrEqual(8);
	await fromCheckToDataset(page);
});

test('the same with the sample, without a camera', async () => {
	test.setTimeout(420_000);
	// Opened from home and looked at to its last frame: see there.
	const studio = await launchPrepared('sample', { hub });
	await startWork(studio);
	const { page } = worker;
	expect(await newestTake(page)).toMatchObject({ id: studio.takeId, source: 'sample', frameCount: 300 });
	await page.goto(`/take/${studio.takeId}/check`);
	await fromCheckToDataset(page, 150);
});
