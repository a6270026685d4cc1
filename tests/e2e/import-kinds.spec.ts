import { expect, test, type Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { launchStudio, type Studio } from './launch.ts';
import { hasShared, NO_SHARED, sharedFile } from './media.ts';
import { storedFile, storedTakes } from './stored.ts';

const exec = promisify(execFile);
const ffmpeg = (...args: string[]) => exec('ffmpeg', ['-loglevel', 'error', '-y', ...args]);

/** Presentation times of all frames as another reader finds them, whole microseconds from the first one that is shown. */
async function timesOf(path: string): Promise<number[]> {
	const entries = ['-show_entries', 'packet=pts_time,flags', '-of', 'csv=p=0'];
	const { stdout } = await exec('ffprobe', ['-v', 'error', '-select_streams', 'v:0', ...entries, path]);
	const shown = stdout
		.trim()
		.split('\n')
		.map((line) => line.split(','))
		// "D": an edit list hides it.
		.filter(([, flags]) => !flags!.includes('D'))
		.map(([time]) => Number(time))
		.sort((a, b) => a - b);
	return shown.map((time) => Math.round((time - shown[0]!) * 1e6));
}

/** A dark blue picture with a red block in its upper left quarter, as whoever holds the phone sees it. */
const UPRIGHT = ['-f', 'lavfi', '-i', 'color=c=0x202060:s=240x320:r=30:d=2,drawbox=x=0:y=0:w=120:h=160:c=red:t=fill'];

let studio: Studio;
let folder: string;
// One browser for all: takes are found by the name of their file.
test.beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'handloom-import-'));
	studio = await launchStudio();
});
test.afterAll(async () => {
	await studio.close();
	await rm(folder, { recursive: true, force: true });
});

const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

async function add(page: Page, ...files: string[]): Promise<void> {
	await page.goto('/import');
	await page.locator('input[type=file]').setInputFiles(files);
}

async function takeOf(page: Page, name: string) {
	const take = (await storedTakes(page)).find(({ fileName }) => fileName === name)!;
	return { take, ...(await storedFile(page, take.id)) };
}

/** Imports one file, and compares every time with what another reader says of the original and of what was stored. */
async function exact(page: Page, path: string, within = 0) {
	const name = path.split('/').at(-1)!;
	await add(page, path);
	await expect(row(page, name)).toContainText('It is here', { timeout: 60_000 });
	const found = await takeOf(page, name);
	const wanted = await timesOf(path);
	expect(found.timesUs).toHaveLength(wanted.length);
	const worst = Math.max(...wanted.map((time, i) => Math.abs(time - found.timesUs[i]!)));
	expect(worst, 'microseconds between the original and the take').toBeLessThanOrEqual(within);
	expect(found.rows.every((each) => each.sound)).toBe(true);
	expect(found.take.frameCount).toBe(wanted.length);
	const stored = join(folder, 'stored.mp4');
	await writeFile(stored, found.file);
	return { ...found, stored, worst, frames: wanted.length };
}

test('a phone’s MP4: upright, exact, and its place, device and sound are left out and named', async () => {
	const { page } = studio;
	const flat = join(folder, 'flat.mp4');
	const path = join(folder, 'phone.mp4');
	// The sensor lies on its side: the picture is stored turned, and the file says how to turn it back.
	await ffmpeg(
		...UPRIGHT,
		...['-f', 'lavfi', '-i', 'sine=d=2', '-vf', 'transpose=2', '-c:v', 'libx264', '-bf', '2', '-g', '15'],
		...['-pix_fmt', 'yuv420p', '-c:a', 'aac', flat]
	);
	const tags = [
		...['-c', 'copy', '-movflags', 'use_metadata_tags', '-metadata', 'location=+52.3676+004.9041/'],
		...['-metadata', 'com.apple.quicktime.location.ISO6709=+52.3676+004.9041/'],
		...['-metadata', 'com.apple.quicktime.make=Acme', '-metadata', 'com.apple.quicktime.model=Phone 9']
	];
	// Newer versions of ffmpeg take the turn as an option of the input, older ones as a tag of the stream.
	await ffmpeg('-display_rotation', '-90', '-i', flat, ...tags, path).catch(() =>
		ffmpeg('-i', flat, '-metadata:s:v:0', 'rotate=270', ...tags, path)
	);
	const { take, file, stored } = await exact(page, path, 1);
	expect(take.facts).toMatchObject({ width: 240, height: 320 });
	const left = row(page, 'phone.mp4');
	for (const words of ['the sound (1)', 'the place where it was filmed', "the device's name"])
		await expect(left).toContainText(words);
	expect(file.includes('Acme') || file.includes('52.3676') || file.includes('Phone 9')).toBe(false);
	// Another reader turns it to the same picture.
	const { stdout } = await exec('ffprobe', [
		'-v',
		'error',
		'-show_entries',
		'stream=codec_type',
		'-of',
		'csv=p=0',
		stored
	]);
	expect(
		stdout
			.trim()
			.split('\n')
			.map((line) => line.replace(',', ''))
	).toEqual(['video']);
	const { stdout: raw } = await exec(
		'ffmpeg',
		['-v', 'error', '-i', stored, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'],
		{ encoding: 'buffer' }
	);
	expect(raw.length).toBe(240 * 320 * 3);
	const red = (x: number, y: number) => raw[(y * 240 + x) * 3]!;
	expect(red(60, 80)).toBeGreaterThan(200);
	for (const [x, y] of [
		[180, 80],
		[60, 240],
		[180, 240]
	] as const)
		expect(red(x, y)).toBeLessThan(80);
	// And so does the studio.
	await page.goto(`/take/${take.id}/label`);
	await expect(page.getByText('frame 1 of 60')).toBeVisible();
});

test('a variable-rate MKV keeps every time', async () => {
	const { page } = studio;
	const path = join(folder, 'vfr.mkv');
	await ffmpeg(
		...[
			'-f',
			'lavfi',
			'-i',
			'testsrc2=s=320x240:r=30:d=4',
			'-vf',
			String.raw`select='not(mod(n\,3))+gt(n\,40)*not(mod(n\,2))'`
		],
		...['-fps_mode', 'vfr', '-c:v', 'libx264', '-bf', '2', '-g', '20', '-pix_fmt', 'yuv420p', path]
	);
	const { timesUs, worst, frames } = await exact(page, path);
	expect(new Set(timesUs.slice(1).map((time, i) => time - timesUs[i]!)).size).toBeGreaterThan(2);
	console.log(`vfr.mkv: ${frames} frames, worst ${worst} us`);
});

test('an odd timebase and MOV', async () => {
	const { page } = studio;
	const path = join(folder, 'odd.mov');
	await ffmpeg(
		...['-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=24000/1001:d=4', '-video_track_timescale', '11988'],
		...['-c:v', 'libx264', '-g', '24', '-pix_fmt', 'yuv420p', path]
	);
	// Another reader rounds to whole microseconds too.
	const { worst, frames } = await exact(page, path, 1);
	console.log(`odd.mov: ${frames} frames, worst ${worst} us`);
});

test('pictures that an edit list hides are not shown, and those after it are all there', async () => {
	const { page } = studio;
	const whole = join(folder, 'whole.mp4');
	const path = join(folder, 'cut.mp4');
	await ffmpeg(
		...['-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=30:d=6', '-c:v', 'libx264', '-bf', '0', '-g', '30'],
		...['-pix_fmt', 'yuv420p', whole]
	);
	await ffmpeg('-ss', '1.5', '-i', whole, '-c', 'copy', path);
	const { take, timesUs } = await exact(page, path, 1);
	expect(timesUs[0]).toBe(0);
	expect(take.frameCount).toBe(135);
	await page.goto(`/take/${take.id}/label`);
	await expect(page.getByText('frame 1 of 135')).toBeVisible();
	await page.keyboard.press('End');
	await expect(page.getByText('frame 135 of 135')).toBeVisible();
});

test('a file that begins without a key frame loses what cannot be decoded, and says how much', async () => {
	const { page } = studio;
	const whole = join(folder, 'whole.ts');
	const path = join(folder, 'late.mkv');
	await ffmpeg(
		...['-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=30:d=4', '-c:v', 'libx264', '-bf', '0', '-g', '30'],
		...['-x264-params', 'repeat-headers=1', '-pix_fmt', 'yuv420p', whole]
	);
	// The first ten packets are dropped: what follows begins in the middle of a group of pictures.
	await ffmpeg('-i', whole, '-c', 'copy', '-copyinkf', '-bsf:v', String.raw`noise=drop=lt(n\,10)`, path);
	await add(page, path);
	await expect(row(page, 'late.mkv')).toContainText('20 pictures that cannot be read', { timeout: 60_000 });
	const { take, timesUs } = await takeOf(page, 'late.mkv');
	expect(take.frameCount).toBe(90);
	expect(timesUs[0]).toBe(0);
});

test('VP8 in WebM keeps every time', async () => {
	test.skip(!hasShared, NO_SHARED);
	const { worst, frames } = await exact(studio.page, sharedFile('media/derived/hand-gestures-vp8-640x360.webm'));
	console.log(`hand-gestures-vp8-640x360.webm: ${frames} frames, worst ${worst} us`);
	expect(frames).toBe(300);
});

test('a queue: each file its own end; an old codec is refused by name and leaves nothing', async () => {
	const { page } = studio;
	const old = hasShared ? sharedFile('media/clips/desk-hand-cam0-720x720.mp4') : join(folder, 'old.mp4');
	const source = ['-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=30:d=2'];
	if (!hasShared) await ffmpeg(...source, '-c:v', 'mpeg4', old);
	const good = join(folder, 'good.mp4');
	const text = join(folder, 'notes.mp4');
	const long = join(folder, 'long.mp4');
	await ffmpeg(...source, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', good);
	await ffmpeg(
		'-f',
		'lavfi',
		'-i',
		'testsrc2=s=320x240:r=60:d=240',
		'-c:v',
		'libx264',
		'-preset',
		'ultrafast',
		'-pix_fmt',
		'yuv420p',
		long
	);
	await writeFile(text, 'not a video at all');
	await page.goto('/import');
	const before = (await storedTakes(page)).map(({ id }) => id);
	await add(page, old, text, long, good);
	const name = old.split('/').at(-1)!;
	await expect(row(page, name)).toContainText('written as MPEG-4 Part 2, which this browser does not read');
	await expect(row(page, name)).toContainText('Nothing of it was kept.');
	await expect(row(page, 'notes.mp4')).toContainText('This file is not a video');
	const progress = row(page, 'long.mp4').getByRole('progressbar');
	await expect(progress).toBeVisible();
	await page.getByRole('button', { name: 'Cancel long.mp4' }).click();
	await expect(row(page, 'long.mp4')).toContainText('Cancelled. Nothing of it was kept.');
	await expect(row(page, 'good.mp4')).toContainText('It is here: 60 pictures');
	const added = (await storedTakes(page)).filter(({ id }) => !before.includes(id));
	expect(added.map(({ fileName }) => fileName)).toEqual(['good.mp4']);
});
