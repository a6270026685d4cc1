import { expect, test, type Page } from '@playwright/test';
import { launchPrepared, type PreparedStudio } from './prepared.ts';

/** From the check of the sample to its labels. */
async function labelSample({ page, takeId }: PreparedStudio): Promise<void> {
	await page.goto(`/take/${takeId}/check`);
	await page.getByRole('link', { name: 'Go on to labels' }).click();
	await expect(page.getByText('frame 1 of 300').first()).toBeAttached();
}

const clock = (page: Page) => page.getByRole('slider', { name: 'Place in the take' });
/** Steps on until the picture at `time` (m:ss.mmm) is shown. */
async function goTo(page: Page, tens: number, ones: number, time: string): Promise<void> {
	await page.keyboard.press('Home');
	for (let i = 0; i < tens; i++) await page.keyboard.press('Shift+Period');
	for (let i = 0; i < ones; i++) await page.keyboard.press('Period');
	await expect(clock(page)).toHaveAttribute('aria-valuetext', time);
}
const saved = (page: Page) => expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
const labels = (page: Page) => page.getByRole('complementary').getByRole('listitem');

test('a take is labelled, trimmed and corrected with the keyboard, and everything is there after a reload', async () => {
	const studio = await launchPrepared('sample', { viewport: { width: 1440, height: 900 } });
	const { page } = studio;
	try {
		await labelSample(studio);

		// A grip while G is held, named by its key's place.
		await goTo(page, 4, 8, '0:01.600');
		await page.keyboard.down('g');
		for (let i = 0; i < 6; i++) await page.keyboard.press('Shift+Period');
		await expect(clock(page)).toHaveAttribute('aria-valuetext', '0:03.600');
		await page.keyboard.up('g');
		await expect(page.getByText('0:01.600 to 0:03.633, 61 frames')).toBeVisible();
		await page.keyboard.press('x');
		await expect(page.getByRole('radio', { name: 'Three tips', checked: true })).toBeVisible();
		// The question that tells its types apart, and the force that was felt: one key each.
		await page.keyboard.press('2');
		await expect(page.getByRole('radio', { name: 'Ball or knob', checked: true })).toBeVisible();
		await page.keyboard.press('Shift+Digit3');
		await expect(page.getByRole('radio', { name: '3, medium', checked: true })).toBeVisible();
		await page.keyboard.press('Enter');

		// A second grip of the same hand in the same place is refused, by the rule's name.
		await goTo(page, 6, 0, '0:02.000');
		await page.keyboard.press('g');
		await expect(page.getByText('rule SEG2')).toBeVisible();

		// A failure by a tap, and the recovery that answers it.
		await goTo(page, 12, 0, '0:04.000');
		await page.keyboard.press('f');
		await page.getByRole('radio', { name: 'Wrong place' }).click();
		await page.keyboard.press('Enter');
		await goTo(page, 18, 0, '0:06.000');
		await page.keyboard.press('r');
		await expect(page.getByRole('combobox', { name: 'It answers' })).toHaveValue(/.+/);
		await expect(page.getByRole('combobox', { name: 'It answers' }).locator('option:checked')).toHaveText(
			'Wrong place, 0:04.000'
		);
		await page.getByRole('radio', { name: 'Yes' }).click();
		await page.keyboard.press('Escape');
		await expect(labels(page)).toHaveCount(3);
		await page.keyboard.press('4');
		await expect(page.getByRole('radio', { name: '4, Nearly done', checked: true })).toBeVisible();

		// Trim by keys: the frame on screen is the first, then the last, that is kept.
		await goTo(page, 1, 0, '0:00.333');
		await page.keyboard.press('i');
		await page.keyboard.press('End');
		await expect(clock(page)).toHaveAttribute('aria-valuetext', '0:09.966');
		await page.keyboard.press('Shift+Comma');
		await expect(clock(page)).toHaveAttribute('aria-valuetext', '0:09.633');
		await page.keyboard.press('o');
		await expect(page.getByRole('slider', { name: 'Kept up to 0:09.666' })).toBeVisible();

		// A point, moved on a paused frame: mine, and the model's is still there.
		await goTo(page, 8, 0, '0:03.000');
		await page.getByRole('button', { name: 'Correct points' }).click();
		const tip = page.getByRole('row', { name: /Index tip/ });
		const before = await tip.getByRole('cell').first().innerText();
		for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
		await expect(tip).toContainText('moved');
		await expect(tip.getByRole('cell').first()).toHaveText((Number(before) + 5).toFixed(1));
		await page.getByRole('radio', { name: 'Model' }).check({ force: true });
		await expect(tip.getByRole('cell').first()).toHaveText(before);
		await page.keyboard.press('Escape');
		await saved(page);

		await page.reload();
		await expect(labels(page)).toHaveCount(3);
		await expect(labels(page).nth(0)).toContainText('Three tips');
		await expect(page.getByRole('radio', { name: '4, Nearly done', checked: true })).toBeVisible();
		await expect(page.getByRole('slider', { name: 'Kept from 0:00.333' })).toBeVisible();

		// Undo goes on where it was before the reload: five nudges, then the last trim.
		for (let i = 0; i < 5; i++) await page.keyboard.press('Control+z');
		await page.keyboard.press('Control+z');
		// The clip's end, to the microsecond that its file rounds to.
		await expect(page.getByRole('slider', { name: /^Kept up to (0:09\.999|0:10\.000)$/ })).toBeVisible();
		await page.keyboard.press('Control+Shift+z');
		await expect(page.getByRole('slider', { name: 'Kept up to 0:09.666' })).toBeVisible();
	} finally {
		await studio.close();
	}
});

test('two tabs show the same labels, and what cannot be opened says why', async () => {
	const studio = await launchPrepared('sample', { viewport: { width: 1440, height: 900 } });
	const { page, context } = studio;
	try {
		await labelSample(studio);
		const other = await context.newPage();
		await other.goto(page.url());
		await expect(other.getByText('No labels yet.')).toBeVisible();
		await page.bringToFront();
		await page.keyboard.press('f');
		await page.keyboard.press('Escape');
		await expect(labels(other)).toHaveCount(1);
		await expect(labels(other)).toContainText('Something else');

		await page.goto('/take/019a0000-0000-7000-8000-000000000000/label');
		await expect(page.getByRole('alert')).toContainText('This take is not on this device');
	} finally {
		await studio.close();
	}
});

test('at 390 px a label is made with the thumb', async () => {
	const studio = await launchPrepared('sample', { viewport: { width: 390, height: 844 } });
	const { page } = studio;
	try {
		await labelSample(studio);
		const hold = page.getByRole('button', { name: 'Right grip', exact: true });
		await hold.hover();
		await page.mouse.down();
		await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
		await expect(clock(page)).not.toHaveAttribute('aria-valuenow', /^\d$/);
		await page.mouse.up();
		await page.getByRole('button', { name: 'All 17' }).click();
		await page.getByRole('radio', { name: 'Ring' }).click();
		await page.getByRole('button', { name: 'Done' }).click();
		await expect(page.getByRole('button', { name: /^Ring, / })).toBeVisible();
		const wide = await page.evaluate(() => document.documentElement.scrollWidth);
		expect(wide).toBe(390);
		await page.setViewportSize({ width: 360, height: 740 });
		const over = await page
			.locator('.transport')
			.evaluate((bar) => [bar.scrollWidth - bar.clientWidth, document.documentElement.scrollWidth]);
		expect(over).toEqual([0, 360]);
		// A short phone, with a suggestion asked: the way on is still in sight.
		await page.setViewportSize({ width: 360, height: 640 });
		await expect(page.getByRole('region', { name: 'Suggestions' })).toBeVisible();
		await expect(page.getByRole('link', { name: 'Go on to submit' })).toBeInViewport({ ratio: 1 });
	} finally {
		await studio.close();
	}
});
