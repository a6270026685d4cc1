import { expect, test } from '@playwright/test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CaptureFile } from '../../src/lib/schema/submission.ts';
import { probeVideo } from './dataset.ts';
import { importClip, makeRendition, waitUntilChecked } from './importing.ts';
import { launchStudio, type Studio } from './launch.ts';
import { hasShared, NO_SHARED, REAL_FRAMES, realClip, sampleFile } from './media.ts';
import { renditionFiles } from './rendition-files.ts';
import { storedFile, storedRows, storedTakes, storedTrack } from './stored.ts';

let studio: Studio;
let folder: string;

test.beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'handloom-import-'));
	studio = await launchStudio();
});

test.afterEach(async () => {
	await studio.close();
	await rm(folder, { recursive: true, force: true });
});

/** Imports a clip and follows each of its frames from the file to what would leave. The share of frames with a hand. */
async function followEveryFrame(clip: string, count: number): Promise<number> {
	const { page } = studio;
	const source = await probeVideo(clip);
	expect(source.frames, 'frames that ffprobe decodes').toBe(count);

	const takeId = await importClip(page, clip);
	expect(await storedTakes(page)).toMatchObject([{ id: takeId, source: 'file', frameCount: count }]);
	const { rows, file, timesUs } = await storedFile(page, takeId);
	expect(rows.every((row) => row.sound)).toBe(true);
	expect(timesUs).toHaveLength(count);
	expect(timesUs[0]).toBe(0);
	expect(timesUs.every((us, i) => i === 0 || us > timesUs[i - 1]!)).toBe(true);
	const kept = join(folder, 'kept.mp4');
	await writeFile(kept, file);
	// Times are kept in whole microseconds, so the rate is no longer the exact fraction.
	expect(await probeVideo(kept)).toEqual({ ...source, rate: expect.any(String), audio: false });

	// The pass: each frame once, in its place, with hands or without.
	await waitUntilChecked(page, takeId);
	const chunks = await storedTrack(page, takeId);
	expect(chunks.reduce((sum, { said }) => sum + said, 0)).toBe(count);
	expect(chunks.map(({ frames }) => frames.length)).toEqual(chunks.map(({ said }) => said));
	const track = chunks.flatMap(({ frames }) => frames);
	expect(track.map(({ ptsUs }) => ptsUs as number)).toEqual(timesUs);
	const hands = track.flatMap((frame) => frame.hands);
	expect(
		hands.every(({ imageLandmarks }) => imageLandmarks.length === 63 && imageLandmarks.every(Number.isFinite))
	).toBe(true);

	// What would leave: as many slots, each with a frame of its own.
	await makeRendition(page, takeId);
	const files = await renditionFiles(page, takeId);
	const video = join(folder, 'video.mp4');
	await writeFile(video, files.get('video.mp4')!);
	expect(await probeVideo(video)).toMatchObject({ frames: count, rate: '30/1', width: 960, height: 540, audio: false });
	const capture = CaptureFile.parse(JSON.parse(files.get('capture.json')!.toString('utf8')));
	expect(capture.captureTimeS.map((s) => Math.round(s * 1e6))).toEqual(timesUs);
	expect(capture.repeated.filter(Boolean)).toHaveLength(0);
	return track.filter((frame) => frame.hands.length > 0).length / count;
}

test('every frame of the synthetic clip is accounted for', async () => {
	test.setTimeout(300_000);
	expect(await followEveryFrame(sampleFile('grasp'), 300)).toBeGreaterThanOrEqual(0.9);
});

test('every frame of a real clip is accounted for', async () => {
	test.skip(!hasShared, NO_SHARED);
	test.setTimeout(600_000);
	const share = await followEveryFrame(realClip(join(folder, 'webcam.mp4')), REAL_FRAMES);
	console.log(`frames with a hand: ${(100 * share).toFixed(1)} %`);
	expect(share).toBeGreaterThanOrEqual(0.8);
});

test('a text file that is called a video is refused in words, and nothing of it stays', async () => {
	const { page } = studio;
	const file = join(folder, 'notes.mp4');
	await writeFile(file, 'Buy bread.\n'.repeat(2000));
	await page.goto('/import');
	await page.locator('input[type=file]').setInputFiles(file);
	const words = page.getByRole('alert');
	await expect(words).toContainText('This file is not a video');
	await expect(words).toContainText('Choose an MP4 or WebM file.');
	for (const table of ['takes', 'mediaRows', 'frameTimes', 'trackChunks'])
		expect(await storedRows(page, table), table).toEqual([]);

	// The page goes on working: the next file is read.
	await page.locator('input[type=file]').setInputFiles(sampleFile('cross'));
	const read = page.getByRole('listitem').filter({ hasText: 'cross.mp4' });
	await expect(read).toContainText('It is here: 300 pictures', { timeout: 60_000 });
	await expect(read.getByRole('alert')).toHaveCount(0);
	expect(await storedTakes(page)).toHaveLength(1);
});
