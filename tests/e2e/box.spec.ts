import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { goToFrame, savedEdits } from './labelling.ts';
import { launchPrepared } from './prepared.ts';

type Truth = { width: number; height: number; frames: { hands: { side: string; px: [number, number][] }[] }[] };
const truth = JSON.parse(readFileSync(resolve(import.meta.dirname, '../media/grasp.json'), 'utf8')) as Truth;
/** A frame on which the right hand is open and whole, 1 for the first. */
const FRAME = 120;
const hand = truth.frames[FRAME - 1]!.hands[0]!.px;
const [xs, ys] = [hand.map(([x]) => x), hand.map(([, y]) => y)];
const span = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));

/** A place of the picture (its pixels) on the page. */
async function onPage(page: Page, x: number, y: number): Promise<{ x: number; y: number }> {
	const stage = (await page.locator('[data-stage]').boundingBox())!;
	const scale = Math.min(stage.width / truth.width, stage.height / truth.height);
	return {
		x: stage.x + (stage.width - truth.width * scale) / 2 + x * scale,
		y: stage.y + (stage.height - truth.height * scale) / 2 + y * scale
	};
}

async function drawBox(page: Page, left: number, top: number, right: number, bottom: number): Promise<void> {
	const [from, to] = [await onPage(page, left, top), await onPage(page, right, bottom)];
	await page.mouse.move(from.x, from.y);
	await page.mouse.down();
	await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
	await page.mouse.move(to.x, to.y);
	await page.mouse.up();
}
const drawRoundHand = (page: Page) =>
	drawBox(
		page,
		Math.min(...xs) - span * 0.15,
		Math.min(...ys) - span * 0.15,
		Math.max(...xs) + span * 0.15,
		Math.max(...ys) + span * 0.15
	);

/** Mean distance of the points in the table from the truth, over the hand's box. */
async function meanError(page: Page): Promise<number> {
	const cells = await page
		.getByRole('table', { name: 'Points of the hand' })
		.locator('tbody tr')
		.evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent))));
	const far = hand.map(([x, y], i) => Math.hypot(cells[i]![0]! - x, cells[i]![1]! - y));
	return far.reduce((sum, one) => sum + one, 0) / far.length / span;
}

const readings = (page: Page) => page.getByRole('radiogroup', { name: 'Which fits?' }).getByRole('radio');

test('a hand is found in a box, stepped through, given a side and taken as one edit that can be undone', async () => {
	const studio = await launchPrepared('sample', { viewport: { width: 1440, height: 900 } });
	const { page, takeId } = studio;
	try {
		await page.goto(`/take/${takeId}/label`);
		await expect(page.getByText('frame 1 of 300')).toBeVisible();
		await goToFrame(page, FRAME);
		const editsBefore = (await savedEdits(page)).length;

		await page.getByRole('button', { name: 'Find the hand in a box' }).click();
		await expect(page.getByRole('heading', { name: 'Find the hand in a box' })).toBeVisible();
		// Nothing there: said in words, and nothing to take.
		await drawBox(page, 4, 4, 60, 60);
		await expect(page.getByRole('heading', { name: 'No hand found in this box' })).toBeVisible();
		await expect(page.getByRole('button', { name: 'Use this hand' })).toBeDisabled();

		await drawRoundHand(page);
		const startedMs = Date.now();
		await expect(readings(page).first()).toBeChecked();
		console.log(`box to readings on screen: ${Date.now() - startedMs} ms`);
		expect(await readings(page).count()).toBeGreaterThanOrEqual(2);
		await expect(page.getByRole('button', { name: 'Right hand', exact: true })).toHaveAttribute('aria-pressed', 'true');
		await page.keyboard.press('x');
		await expect(readings(page).nth(1)).toBeChecked();
		await page.keyboard.press('Shift+X');
		await expect(readings(page).first()).toBeChecked();
		await page.keyboard.press('d');
		await expect(page.getByRole('button', { name: 'Left hand', exact: true })).toHaveAttribute('aria-pressed', 'true');
		await page.keyboard.press('Enter');

		// It is the left hand of the person's own layer now, and its points can be corrected at once.
		await expect(page.getByRole('heading', { name: 'Left hand' })).toBeVisible();
		await expect(page.getByRole('button', { name: 'Back to the model' })).toBeEnabled();
		const error = await meanError(page);
		console.log(`points found in the box: mean ${(error * 100).toFixed(1)} % of the hand's box from the truth`);
		expect(error).toBeLessThan(0.1);
		await expect.poll(async () => (await savedEdits(page)).length).toBe(editsBefore + 1);
		const plan = JSON.parse(String((await savedEdits(page)).at(-1)!['plan'])) as {
			edits: { kind: string; after: { side: string; from: Record<string, unknown> } }[];
		};
		expect(plan.edits).toHaveLength(1);
		expect(plan.edits[0]).toMatchObject({ kind: 'correction', after: { side: 'left', from: { kind: 'box' } } });
		expect(plan.edits[0]!.after.from['modelSha256']).toMatch(/^[0-9a-f]{64}$/);

		// After a reload the same frame is there, its points can be corrected as before, and one undo takes the hand back.
		await page.reload();
		await expect(page.getByText(`frame ${FRAME} of 300`).first()).toBeVisible();
		await expect(page.getByRole('row', { name: /Index tip/ })).toBeVisible();
		await page.keyboard.press('h');
		await page.keyboard.press('Control+z');
		await expect(page.getByRole('button', { name: 'Back to the model' })).toBeDisabled();
	} finally {
		await studio.close();
	}
});

test('with the keyboard alone, and by touch', async () => {
	const studio = await launchPrepared('sample', { viewport: { width: 390, height: 844 } });
	const { page, takeId } = studio;
	try {
		await page.goto(`/take/${takeId}/label`);
		await expect(page.getByRole('slider', { name: 'Place in the take' })).toBeVisible();
		await page.keyboard.press('Home');
		for (let i = 0; i < 12; i++) await page.keyboard.press('Shift+Period');
		const clock = page.getByRole('slider', { name: 'Place in the take' });
		await expect(clock).toHaveAttribute('aria-valuetext', '0:04.000');
		await page.keyboard.press('b');
		const box = page.locator('[data-box]');
		await expect(box).toBeVisible();
		const before = (await box.boundingBox())!;
		await page.keyboard.press('ArrowLeft');
		await page.keyboard.press('Shift+ArrowRight');
		await page.keyboard.press('Shift+ArrowDown');
		const after = (await box.boundingBox())!;
		expect(after.width).toBeGreaterThan(before.width);
		expect(after.height).toBeGreaterThan(before.height);
		// It began round the model's hand, so that a person needs not draw it from nothing.
		await expect(readings(page).first()).toBeChecked();

		// A corner is caught 44 px wide; the page does not scroll under the finger.
		const corner = page.locator('[data-grip="se"]');
		const size = (await corner.boundingBox())!;
		expect([Math.round(size.width), Math.round(size.height)]).toEqual([44, 44]);
		const client = await page.context().newCDPSession(page);
		const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) =>
			client.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
		// At the rim of the handle, 20 px away from the corner itself.
		const [x, y] = [size.x + 4, size.y + 4];
		await touch('touchStart', x, y);
		await touch('touchMove', x - 12, y - 8);
		await touch('touchEnd', 0, 0);
		await expect.poll(async () => (await box.boundingBox())!.width).toBeLessThan(after.width);
		await expect(readings(page).first()).toBeChecked();

		await page.keyboard.press('Escape');
		await expect(box).toHaveCount(0);
		await page.keyboard.press('b');
		await page.keyboard.press('Shift+ArrowRight');
		await expect(readings(page).first()).toBeChecked();
		await page.keyboard.press('Enter');
		await expect(page.getByRole('button', { name: 'Back to the model' })).toBeEnabled();
	} finally {
		await studio.close();
	}
});
