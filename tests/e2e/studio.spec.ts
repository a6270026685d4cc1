import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import * as Y from 'yjs';
import { goldenTake, putRows, SEEDED_ID, seedTake, seedUpdate, type SeededTake } from '../builders/seed-take.ts';
import { frameShown, goToEdge, goToFrame, saved } from './labelling.ts';
import type { Studio } from './launch.ts';
import { launchPrepared } from './prepared.ts';

/** One take with its hand points, seeded: these journeys are about labels, not about finding hands. */
let take: SeededTake;
test.beforeAll(() => {
	take = goldenTake('drop-and-regrasp');
});

const LABEL = `/take/${SEEDED_ID}/label`;
async function openTake(page: Page): Promise<void> {
	await page.goto('/clips');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await seedTake(page, take);
	await page.goto(LABEL);
	await expect(page.getByText(`frame 1 of ${take.frames}`)).toBeAttached();
}

const labels = (page: Page) => page.getByRole('complementary').getByRole('listitem');
const timeline = (page: Page) => page.getByRole('region', { name: 'Timeline' });
const kept = (page: Page) => page.getByRole('slider', { name: /^Kept from/ });
/** Times wider than its place that the timeline is. */
const zoomOf = (page: Page): Promise<number> =>
	timeline(page)
		.locator('.tracks')
		.evaluate((tracks) => tracks.clientWidth / tracks.parentElement!.clientWidth);
async function findings(page: Page): Promise<string[]> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	return violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`));
}
const closing = async (studio: Studio, journey: () => Promise<void>) => {
	try {
		await journey();
	} finally {
		await studio.close();
	}
};

test('by keyboard alone: trim, six grips, a drop with its regrasp, score, undo all, redo all, and back after a reload', async () => {
	const studio = await launchPrepared('used', { viewport: { width: 1440, height: 900 } });
	const { page } = studio;
	await closing(studio, async () => {
		await openTake(page);

		await goToFrame(page, 6);
		await page.keyboard.press('i');
		await expect(kept(page)).toHaveAccessibleName('Kept from 0:00.166');
		// Each grip eleven frames long, held while stepping, and named by its key's place.
		for (const [i, [hold, name]] of (['gx', 'dz', 'gc', 'dq', 'gv', 'dw'] as const).entries()) {
			await goToFrame(page, 11 + i * 20);
			await page.keyboard.down(hold![0]!);
			await goToFrame(page, 21 + i * 20);
			await page.keyboard.up(hold![0]!);
			await expect(page.getByText(/, 11 frames/)).toBeVisible();
			await page.keyboard.press(name!);
			await page.keyboard.press('Escape');
		}
		await goToFrame(page, 140);
		await page.keyboard.press('f');
		await page.keyboard.press('e');
		await page.keyboard.press('Escape');
		await goToFrame(page, 160);
		await page.keyboard.press('r');
		await page.keyboard.press('q');
		await page.keyboard.press('1');
		await page.keyboard.press('Escape');
		await expect(labels(page)).toHaveCount(8);
		await expect(labels(page).nth(6)).toContainText('Dropped');
		await expect(labels(page).nth(7)).toContainText('Grip again');

		await page.keyboard.press('4');
		await saved(page);

		// An edge by one frame, then from edge to edge.
		await labels(page).nth(0).getByRole('button').focus();
		await page.keyboard.press('Enter');
		const end = page.getByRole('slider', { name: /^End of/ });
		await end.focus();
		await page.keyboard.press('ArrowRight');
		// The picture follows the edge.
		await expect.poll(async () => (await frameShown(page)).index).toBe(22);
		// A key pressed right after an edge was moved is not overtaken by its picture.
		await page.keyboard.press('ArrowLeft');
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('Home');
		await expect(end).toHaveAttribute('aria-valuetext', '0:00.733');
		await saved(page);
		await expect.poll(async () => (await frameShown(page)).index).toBe(6);
		await page.keyboard.press('Escape');
		await page.keyboard.press('Shift+BracketRight');
		await expect.poll(async () => (await frameShown(page)).index).toBe(11);

		// Everything back, and there again.
		const undo = page.getByRole('button', { name: 'Undo', exact: true });
		const redo = page.getByRole('button', { name: 'Redo', exact: true });
		let steps = 0;
		for (; await undo.isEnabled(); steps++) await page.keyboard.press('Control+z');
		await expect(page.getByText('No labels yet.')).toBeVisible();
		await expect(kept(page)).toHaveAccessibleName('Kept from 0:00.000');
		for (let i = 0; i < steps; i++) await page.keyboard.press('Control+Shift+z');
		await expect(redo).toBeDisabled();
		await page.keyboard.press('Escape');
		await expect(labels(page)).toHaveCount(8);

		// A command by its words; a key that is changed, with the clash that it makes.
		await page.keyboard.press('Control+k');
		await page.getByRole('combobox', { name: 'What do you want to do?' }).fill('single frames');
		await page.keyboard.press('Enter');
		await expect.poll(() => zoomOf(page)).toBeGreaterThan(4);
		await page.keyboard.press('?');
		const sheet = page.getByRole('dialog', { name: 'All keys' });
		await sheet.getByRole('searchbox', { name: 'Search' }).fill('right grip');
		await sheet.getByRole('button', { name: 'Change the key of: Right grip' }).press('Enter');
		await page.keyboard.press('d');
		await expect(sheet.getByRole('alert')).toContainText('D already does: Left grip');
		await sheet.getByRole('button', { name: 'Leave as it was' }).press('Enter');
		await sheet.getByRole('button', { name: 'Change the key of: Right grip' }).press('Enter');
		await page.keyboard.press('v');
		await expect(sheet.getByRole('button', { name: 'Give back its own key: Right grip' })).toBeVisible();
		expect(await findings(page)).toEqual([]);
		await page.keyboard.press('Escape');

		// What was done, in words.
		await page.keyboard.press('Shift+H');
		const history = page.getByRole('dialog', { name: 'What changed' });
		await expect(history.getByRole('listitem').first()).toContainText(
			'Done again: End of Three tips moved from 0:00.700'
		);
		await expect(history.getByRole('listitem').filter({ hasText: /^Score of the end: 4/ })).toHaveCount(1);
		await expect(history.getByRole('listitem').last()).toContainText('Kept from 0:00.166');
		expect(await findings(page)).toEqual([]);
		await page.keyboard.press('Escape');
		await expect(history).toBeHidden();

		// A reload brings the person back to the frame, the closer look, the label (the right hand's third) and the changed key.
		await goToFrame(page, 85);
		await page.keyboard.press('v');
		await expect(page.getByText('Grip 3', { exact: true })).toBeVisible();
		await saved(page);
		const closer = await zoomOf(page);
		const height = page.getByRole('separator', { name: 'Height of the timeline' });
		await height.press('Home');
		await height.press('ArrowUp');
		await expect(height).toHaveAttribute('aria-valuenow', '120');
		await page.reload();
		await expect(page.getByText('Grip 3', { exact: true })).toBeVisible();
		await expect(height).toHaveAttribute('aria-valuenow', '120');
		await expect(page.getByText(`frame 85 of ${take.frames}`)).toBeVisible();
		await expect.poll(() => zoomOf(page)).toBeCloseTo(closer, 1);
	});
});

test('by pointer: an edge that snaps and one that does not, wheel, menu, scrub', async () => {
	const studio = await launchPrepared('used', { viewport: { width: 1440, height: 900 } });
	const { page } = studio;
	await closing(studio, async () => {
		await openTake(page);
		const lane = timeline(page).getByRole('group', { name: 'Right grip' });
		const box = (await lane.boundingBox())!;
		const [y, at] = [box.y + box.height / 2, (share: number) => box.x + box.width * share];

		// A place of the lane, its menu, a label there.
		await page.mouse.click(at(0.3), y, { button: 'right' });
		await expect.poll(async () => Math.abs((await frameShown(page)).index - take.frames * 0.3)).toBeLessThan(3);
		await page.getByRole('menuitem', { name: 'Right grip' }).click();
		await page.getByRole('radio', { name: 'Three tips' }).click();
		const bar = timeline(page).getByRole('button', { name: /^Three tips, / });
		await expect(bar).toBeVisible();

		// Its end is pulled: near a change it jumps there, with M held it stays under the pointer.
		const end = page.getByRole('slider', { name: /^End of Three tips/ });
		const endAt = async () => Number(await end.getAttribute('aria-valuenow'));
		const handle = (await end.boundingBox())!;
		await page.mouse.move(handle.x + handle.width / 2, y);
		await page.mouse.down();
		let snapped = NaN;
		for (let x = at(0.45); x < at(0.7) && Number.isNaN(snapped); x += 3) {
			await page.mouse.move(x, y);
			if (await timeline(page).locator('.snapped').isVisible()) snapped = await endAt();
		}
		expect(snapped).toBeGreaterThan(0);
		await page.keyboard.down('m');
		await page.mouse.move(at(0.5), y);
		await expect(timeline(page).locator('.snapped')).toBeHidden();
		await page.keyboard.up('m');
		await page.mouse.up();
		await expect.poll(endAt).toBeCloseTo((take.frames / take.fps) * 0.5, 1);
		await saved(page);

		// Another grip of this hand is pulled into it: the edge stops, and says by which rule and where.
		await page.mouse.click(at(0.75), y, { button: 'right' });
		await page.getByRole('menuitem', { name: 'Right grip' }).click();
		await expect(page.getByRole('menu')).toBeHidden();
		const start = (await page.getByRole('slider', { name: /^Start of/ }).boundingBox())!;
		await page.mouse.move(start.x + start.width / 2, y);
		await page.mouse.down();
		const stop = page.getByRole('status').getByText(/Stops at 0:0\d\.\d+ .*rule SEG2/);
		await page.mouse.move(at(0.4), y, { steps: 4 });
		await expect(stop).toBeVisible();
		await page.mouse.move(at(0.7), y);
		await expect(stop).toBeHidden();
		await page.mouse.move(at(0.4), y);
		await page.keyboard.press('Escape');
		await page.mouse.up();
		await expect(stop).toBeHidden();
		await page.keyboard.press('Shift+N');
		await expect(page.getByRole('radio', { name: 'Not touching' })).toBeChecked();

		// The wheel goes closer round the pointer; the second button of the label's menu deletes it, and back.
		await page.mouse.move(at(0.4), y);
		await page.mouse.wheel(0, -600);
		await expect.poll(() => zoomOf(page)).toBeGreaterThan(2.5);
		await bar.click({ button: 'right' });
		await page.getByRole('menuitem', { name: 'Delete' }).click();
		await expect(bar).toBeHidden();
		await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
		await expect(bar).toBeVisible();

		// A button that was pressed so does not keep the keys.
		await page.getByRole('button', { name: /^Speed/ }).click();
		await page.keyboard.press('Space');
		await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
	});
});

test('at 390 px by touch: a long press opens the menu, two fingers zoom, a grip and a drop by the thumb', async () => {
	const studio = await launchPrepared('used', { viewport: { width: 390, height: 844 }, hasTouch: true });
	const { page, context } = studio;
	await closing(studio, async () => {
		await openTake(page);
		const fingers = await context.newCDPSession(page);
		const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: [number, number][]) =>
			fingers.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
		const lane = timeline(page).getByRole('group', { name: 'Right grip' });
		const box = (await lane.boundingBox())!;
		const y = box.y + box.height / 2;

		await touch('touchStart', [[150, y]]);
		await page.waitForTimeout(600);
		await touch('touchEnd', []);
		await page.getByRole('menuitem', { name: 'Right grip' }).tap();
		await page.getByRole('button', { name: 'All 17' }).tap();
		await page.getByRole('radio', { name: 'Ring' }).tap();
		await page.getByRole('button', { name: 'Done', exact: true }).tap();
		await expect(timeline(page).getByRole('button', { name: /^Ring, / })).toBeVisible();

		await touch('touchStart', [[160, y], [220, y]]); // prettier-ignore
		for (let i = 1; i <= 10; i++) {
			await touch('touchMove', [[160 - i * 8, y], [220 + i * 8, y]]); // prettier-ignore
			await page.waitForTimeout(20);
		}
		await touch('touchEnd', []);
		await expect.poll(() => zoomOf(page)).toBeGreaterThan(2);

		const failure = page.getByRole('button', { name: 'Failure', exact: true });
		await failure.scrollIntoViewIfNeeded();
		const hold = (await failure.boundingBox())!;
		await touch('touchStart', [[hold.x + 30, hold.y + 20]]);
		await page.waitForTimeout(120);
		await touch('touchEnd', []);
		await page.getByRole('radio', { name: 'Dropped' }).tap();
		await page.getByRole('button', { name: 'Done', exact: true }).tap();
		await expect(labels(page)).toHaveCount(2);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
		expect(await findings(page)).toEqual([]);
	});
});

test('bad input: a damaged piece is shown and the rest plays; labels of a newer version are shown and not changed', async () => {
	const studio = await launchPrepared('used', { viewport: { width: 1440, height: 900 } });
	const { page } = studio;
	await closing(studio, async () => {
		await openTake(page);
		// The fragment of frames 61 to 75 holds other bytes than were written.
		await putRows(page, 'mediaRows', [
			{
				row: {
					schema: 'media-row/1', takeId: SEEDED_ID, seq: 5, kind: 'fragment', encryption: null,
					sha256: '0'.repeat(64), byteLength: 4, firstPtsUs: 2_000_000, lastPtsUs: 2_466_667
				},
				bytes: 'AAAA'
			}
		]); // prettier-ignore
		await page.goto(LABEL);
		await expect(
			timeline(page).getByRole('img', { name: /damaged and cannot be played, 0:02\.000 to 0:02\.500/ })
		).toBeVisible();
		await expect(page.getByText(`frame 1 of ${take.frames - 15}`)).toBeVisible();
		await goToEdge(page, 'End');
		await page.keyboard.press('g');
		await page.keyboard.press('Escape');
		await expect(labels(page)).toHaveCount(1);

		const ydoc = new Y.Doc();
		ydoc.getMap('meta').set('schema', 'annotation/999');
		await seedUpdate(page, SEEDED_ID, ydoc);
		await page.reload();
		await expect(page.getByRole('status').filter({ hasText: 'A newer Handloom has written' })).toBeVisible();
		await expect(labels(page)).toHaveCount(1);
		await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
		await page.keyboard.press('f');
		await page.keyboard.press('i');
		await expect(labels(page)).toHaveCount(1);
	});
});
