import { expect, test, type Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packTrack } from '../../src/lib/domain/hands/pack-track.ts';
import { importClip, waitUntilChecked } from './importing.ts';
import { frameShown, goToFrame, saved } from './labelling.ts';
import { sampleFile } from './media.ts';
import { launchPrepared } from './prepared.ts';
import { storedFile, storedRows, storedTakes, storedTrack } from './stored.ts';

const exec = promisify(execFile);
/** Frames of the three parts; the middle one is cut away. */
const [BEFORE, AWAY, AFTER] = [40, 50, 30];
const IN_PICTURE = 'cut-away-picture-7f3a91';
const STAYS = 'kept-picture-55c1e0';
/** Coordinates that no model gives 63 times over. */
const PLANTED = 0.123456789;
const IN_LANDMARKS = Buffer.from(Float32Array.from({ length: 12 }, () => PLANTED).buffer);

/** A clip of the sample in three parts, the first picture of the middle and of the last one with words in its bytes. */
async function markedClip(folder: string): Promise<string> {
	const parts: string[] = [];
	let from = 0;
	for (const [frames, words] of [
		[BEFORE, ''],
		[AWAY, IN_PICTURE],
		[AFTER, STAYS]
	] as const) {
		const part = join(folder, `${from}.h264`);
		const sei = words ? ['-bsf:v', `h264_metadata=sei_user_data=086f3693b7b34f2c965321492feee5b8+${words}`] : [];
		await exec('ffmpeg', [
			...['-loglevel', 'error', '-i', sampleFile('grasp'), '-vf', `trim=start_frame=${from}:end_frame=${from + frames},setpts=PTS-STARTPTS`],
			...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'baseline', '-g', '15', '-bf', '0', ...sei, part]
		]); // prettier-ignore
		parts.push(part);
		from += frames;
	}
	const clip = join(folder, 'clip.mp4');
	await exec('ffmpeg', ['-loglevel', 'error', '-framerate', '30', '-f', 'h264', '-i', `concat:${parts.join('|')}`, '-c', 'copy', clip]); // prettier-ignore
	return clip;
}

/** Files under a folder that hold these bytes. */
async function filesWith(folder: string, bytes: Buffer): Promise<string[]> {
	const found: string[] = [];
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const path = join(entry.parentPath, entry.name);
		// What the browser removes while this looks is not there.
		const content = await readFile(path).catch(() => Buffer.alloc(0));
		if (content.indexOf(bytes) >= 0) found.push(path);
	}
	return found;
}

/** Writes the marker into the landmarks of one frame, past the app, with the hash that the row needs. */
async function plantInLandmarks(page: Page, takeId: string, frame: number): Promise<void> {
	const [chunk] = await storedTrack(page, takeId);
	const at = chunk!.frames[frame]!;
	const hand = at.hands[0] ?? chunk!.frames.find(({ hands }) => hands.length > 0)!.hands[0]!;
	at.hands = [{ ...hand, imageLandmarks: new Float32Array(63).fill(PLANTED) }];
	await page.evaluate(
		async ([id, text]) => {
			const bytes = Uint8Array.from(atob(text!), (c) => c.charCodeAt(0));
			const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
			const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
			const open = indexedDB.open('handloom');
			const db = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)));
			const store = db.transaction('trackChunks', 'readwrite').objectStore('trackChunks');
			const get = store.get([id!, 'model', 0]);
			await new Promise<void>((done) => {
				get.onsuccess = () => {
					const put = store.put({ ...get.result, sha256, byteLength: bytes.length, blob: new Blob([bytes]) });
					put.onsuccess = () => done();
				};
			});
			db.close();
		},
		[takeId, Buffer.from(packTrack(chunk!.frames)).toString('base64')]
	);
}

test('what is cut away for good is in no file of the browser any more, and what is left is whole', async () => {
	test.setTimeout(240_000);
	const folder = await mkdtemp(join(tmpdir(), 'handloom-cut-'));
	const studio = await launchPrepared('used', { viewport: { width: 1440, height: 900 } });
	const { page, userDataDir } = studio;
	const picture = Buffer.from(IN_PICTURE);
	try {
		const takeId = await importClip(page, await markedClip(folder));
		await waitUntilChecked(page, takeId);
		await plantInLandmarks(page, takeId, BEFORE + 20);
		await expect.poll(async () => (await filesWith(userDataDir, picture)).length).toBeGreaterThan(0);
		await expect.poll(async () => (await filesWith(userDataDir, IN_LANDMARKS)).length).toBeGreaterThan(0);

		await page.goto(`/take/${takeId}/label`);
		await expect(page.getByText(`frame 1 of ${BEFORE + AWAY + AFTER}`)).toBeVisible();
		// A label that reaches over the piece, and one inside it.
		await goToFrame(page, BEFORE - 9);
		await page.keyboard.down('g');
		await goToFrame(page, BEFORE + AWAY + 10);
		await page.keyboard.up('g');
		await page.keyboard.press('Escape');
		await goToFrame(page, BEFORE + 11);
		await page.keyboard.press('f');
		await page.keyboard.press('Escape');

		// The piece, by its first and its last picture; put back and cut out again.
		await goToFrame(page, BEFORE + 1);
		await page.keyboard.press('x');
		await goToFrame(page, BEFORE + AWAY);
		await page.keyboard.press('x');
		await expect(page.getByRole('slider', { name: 'Cut out from 0:01.333' })).toBeVisible();
		await expect(page.getByRole('slider', { name: /^Cut out up to 0:0(2\.999|3\.000)$/ })).toBeVisible();
		await page.getByRole('button', { name: 'Put back' }).click();
		await expect(page.getByRole('slider', { name: /Cut out/ })).toHaveCount(0);
		await page.keyboard.press('Control+z');
		await expect(page.getByRole('slider', { name: 'Cut out from 0:01.333' })).toBeVisible();
		await saved(page);

		// The label inside the piece, by its id as the history of edits has it.
		const plans = (await storedRows(page, 'docUpdates')).map((row) => String(row['plan']));
		const inside = /"key":"([0-9a-f-]{36})"/.exec(plans.find((plan) => plan.includes('"failure"'))!)![1]!;
		expect((await filesWith(userDataDir, Buffer.from(inside))).length).toBeGreaterThan(0);

		const { timesUs: before } = await storedFile(page, takeId);
		await page.getByRole('button', { name: 'Remove what is cut away for good' }).click();
		await expect(page.getByRole('dialog')).toContainText('cannot come back');
		await page.getByRole('button', { name: 'Remove for good' }).click();
		await expect(page.getByText(new RegExp(`frame \\d+ of ${BEFORE + AFTER}$`))).toBeVisible({ timeout: 60_000 });

		await expect.poll(() => filesWith(userDataDir, picture), { timeout: 30_000 }).toEqual([]);
		await expect.poll(() => filesWith(userDataDir, IN_LANDMARKS), { timeout: 30_000 }).toEqual([]);
		await expect.poll(() => filesWith(userDataDir, Buffer.from(inside)), { timeout: 30_000 }).toEqual([]);
		expect((await filesWith(userDataDir, Buffer.from(STAYS))).length).toBeGreaterThan(0);

		// What is left: pictures, times, landmarks and labels fit together, and nothing can be undone.
		const { rows, timesUs } = await storedFile(page, takeId);
		expect(rows.every((row, seq) => row.sound && row.seq === seq)).toBe(true);
		expect(timesUs).toHaveLength(BEFORE + AFTER);
		// The first picture behind the hole stands where the first picture of the hole stood.
		expect([timesUs[0], timesUs[BEFORE]]).toEqual([0, before[BEFORE]]);
		const track = (await storedTrack(page, takeId)).flatMap(({ frames }) => frames);
		expect(track.map((frame) => Math.abs(frame.ptsUs - timesUs[track.indexOf(frame)]!) <= 1)).not.toContain(false);
		const take = (await storedTakes(page)).find(({ id }) => id === takeId)!;
		expect(take).toMatchObject({ state: 'checked', frameCount: BEFORE + AFTER });
		expect((await frameShown(page)).count).toBe(BEFORE + AFTER);
		await expect(page.getByRole('complementary').getByRole('listitem')).toHaveCount(1);
		await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
		expect((await storedRows(page, 'docUpdates')).every((row) => row['plan'] === null)).toBe(true);
	} finally {
		await studio.close();
		await rm(folder, { recursive: true, force: true });
	}
});
