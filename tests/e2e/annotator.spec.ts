import { expect, test, type Page } from '@playwright/test';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { unpackTrack1 } from '../../src/lib/domain/hands/pack-track-1.ts';
import type { SubmissionView } from '../../src/lib/schema/hub-api.ts';
import type { TrackFrame } from '../../src/lib/schema/track.ts';
import { ask, exportDataset, readJson } from './dataset.ts';
import { startHub, type TestHub } from './hub.ts';
import { goToEdge, goToFrame, moveIndexTip, saved } from './labelling.ts';
import { runBaseURL, type Studio } from './launch.ts';
import { allow, invite, join } from './people.ts';
import { launchPrepared, type PreparedStudio } from './prepared.ts';

/** The worker keeps frames 11 to 110 of the sample, so frame n of the take is frame n - 10 of what the hub has. */
const FIRST = 11;
const LAST = 110;
const KEPT = LAST - FIRST + 1;
/** Frame of the rendition that is corrected, 1 for the first, and by how much. */
const CORRECTED = 31;
const STEPS = 2;
const WIDTH = 960;
const INDEX_TIP = 8;

let hub: TestHub;
let owner: Studio;
let worker: PreparedStudio;
let annotator: Studio;
let folder: string;

test.beforeEach(async () => {
	folder = await mkdtemp(joinPath(tmpdir(), 'handloom-annotator-'));
	hub = await startHub({ origin: runBaseURL() });
	owner = await launchPrepared('used', { hub });
	worker = await launchPrepared('rendition', { hub });
	annotator = await launchPrepared('used', { hub, viewport: { width: 1440, height: 900 } });
});

test.afterEach(async () => {
	await annotator.close();
	await worker.close();
	await owner.close();
	await hub.close();
	await rm(folder, { recursive: true, force: true });
});

const labels = (page: Page) => page.getByRole('complementary').getByRole('listitem');

/** The worker's part: the sample, shortened, one grip of three tips, submitted. */
async function submitSample({ page, takeId }: PreparedStudio): Promise<void> {
	await page.goto(`/take/${takeId}/label`);
	await expect(page.getByText('frame 1 of 300').first()).toBeVisible();
	await goToFrame(page, FIRST);
	await page.keyboard.press('KeyI');
	await goToFrame(page, 51);
	await page.keyboard.down('g');
	await goToFrame(page, 71);
	await page.keyboard.up('g');
	await expect(page.getByText('Grip 1', { exact: true })).toBeVisible();
	await page.keyboard.press('KeyX');
	await expect(page.getByRole('radio', { name: 'Three tips', checked: true })).toBeVisible();
	await page.keyboard.press('Enter');
	await goToFrame(page, LAST);
	await page.keyboard.press('KeyO');
	await saved(page);
	await page.getByRole('link', { name: 'Go on to submit' }).click();
	const send = page.getByRole('button', { name: /^Submit [\d.]+/ });
	await expect(send).toBeEnabled({ timeout: 150_000 });
	await send.click();
	await expect(page.getByText('Stored, receipt kept')).toBeVisible({ timeout: 60_000 });
}

/** The only submission, as the hub tells this page's person. */
async function submission(page: Page): Promise<SubmissionView> {
	const views = (await page.evaluate(() =>
		fetch('/api/submissions').then((answer) => answer.json())
	)) as SubmissionView[];
	expect(views).toHaveLength(1);
	return views[0]!;
}

/** What the worker's device sent as landmarks. */
async function sentLandmarks(page: Page, id: string): Promise<TrackFrame[]> {
	const bytes = await page.evaluate(async (address) => {
		const answer = await fetch(address);
		return [...new Uint8Array(await answer.arrayBuffer())];
	}, `/api/submissions/${id}/files/landmarks.bin`);
	return unpackTrack1(new Uint8Array(bytes).buffer);
}

test("an annotator's correction goes into the dataset under their own name", async () => {
	test.setTimeout(300_000);
	await join(owner.page, hub.ownerLink!, 'Olu');
	await join(worker.page, await invite(owner.page, 'worker'), 'Wanja');
	await allow(worker.page, /My team may train/);
	await submitSample(worker);

	// The annotator finds the take on the hub and opens it in the studio.
	const { page } = annotator;
	await join(page, await invite(owner.page, 'annotator'), 'Ann');
	await page.goto('/queue');
	const row = page.getByRole('listitem').filter({ hasText: 'Take 1 by Wanja' });
	await expect(row).toContainText(`${KEPT} frames`);
	await expect(row).toContainText('No corrections yet');
	await row.getByRole('link').click();
	await expect(page).toHaveURL(/\/annotate\//);
	await expect(page.getByText(`frame 1 of ${KEPT}`).first()).toBeVisible({ timeout: 60_000 });
	await expect(labels(page)).toHaveCount(1);
	await expect(labels(page)).toContainText('Three tips');

	// One point, one label.
	await goToEdge(page, 'Home');
	await goToFrame(page, CORRECTED);
	await moveIndexTip(page, STEPS);
	await labels(page).getByRole('button').click();
	await page.getByRole('radio', { name: 'Four tips' }).click();
	await page.keyboard.press('Enter');
	await expect(labels(page)).toContainText('Four tips');
	await saved(page);
	await page.getByRole('button', { name: 'Submit corrections' }).click();
	await expect(page).toHaveURL(/\/queue/);
	await expect(page.getByText('Your corrections are on the hub. Thank you.')).toBeVisible();
	await page.getByRole('button', { name: 'Look again' }).click();
	await expect(row).toContainText('1 corrected by: Ann');

	// The owner sees whose layer will be used, and accepts the take.
	const view = await submission(owner.page);
	const layer = view.layers[0]!;
	expect(view.layers).toHaveLength(1);
	expect(layer).toMatchObject({ displayName: 'Ann' });
	expect(layer.personId).not.toBe(view.personId);
	await owner.page.goto(`/hub/takes/${view.submissionId}`);
	const used = owner.page.getByRole('listitem').filter({ hasText: 'the export uses this one' });
	await expect(used).toContainText('Ann');
	await owner.page.getByRole('button', { name: /^Accept/ }).click();
	await expect.poll(async () => (await submission(owner.page)).state).toBe('accepted');

	const out = joinPath(folder, 'dataset');
	await exportDataset(hub.dataDir, out);
	const [episode] = await ask(
		out,
		`select "studio/layer" as layer, "studio/layer_id" as id, "studio/layer_author" as author
			from '%/meta/episodes/chunk-000/file-000.parquet'`
	);
	expect(episode).toEqual({ layer: 'annotator', id: layer.layerId, author: layer.personId });
	const lines = (await readFile(joinPath(out, 'meta/studio/annotations.jsonl'), 'utf8')).trim().split('\n');
	expect(lines).toHaveLength(1);
	expect(JSON.parse(lines[0]!)).toMatchObject({ layer: 'annotator', author: layer.personId, grip: 'G14' });

	// The row of the corrected frame, and no other, has the moved point; every other number is the model's.
	const sent = await sentLandmarks(owner.page, view.submissionId);
	expect(sent).toHaveLength(KEPT);
	const { side } = sent[CORRECTED - 1]!.hands[0]!;
	const rows = await ask(
		out,
		`select "hand.${side}.human" as human, "hand.${side}.kp2d" as kp2d, "annotation.grip.right" as grip
			from '%/data/chunk-000/file-000.parquet' order by frame_index`
	);
	expect(rows).toHaveLength(KEPT);
	expect(rows.flatMap(({ human }, i) => (human ? [i] : []))).toEqual([CORRECTED - 1]);
	for (const [i, { kp2d }] of rows.entries()) {
		const model = sent[i]!.hands.find((hand) => hand.side === side)?.imageLandmarks ?? new Float32Array(63);
		const wanted = Array.from(model);
		if (i === CORRECTED - 1) wanted[INDEX_TIP * 3]! += (STEPS * 10) / WIDTH;
		const most = Math.max(...(kp2d as number[]).map((value, at) => Math.abs(Number(value) - wanted[at]!)));
		expect(most, `row ${i}`).toBeLessThan(1e-6);
	}
	const vocab = await readJson<Record<string, Record<string, number>>>(out, 'meta/studio/vocab.json');
	const grips = vocab['annotation.grip.right']!;
	// From frame 51 to the end of frame 71 of the take.
	expect(rows.flatMap(({ grip }, i) => (Number(grip) === grips['G14'] ? [i] : []))).toEqual(
		Array.from({ length: 21 }, (_, i) => 51 - FIRST + i)
	);
	expect(rows.filter(({ grip }) => Number(grip) === grips['G13'])).toEqual([]);
});
