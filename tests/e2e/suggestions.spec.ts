import { expect, test, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importClip } from './importing.ts';
import { sampleFile } from './media.ts';
import { launchPrepared } from './prepared.ts';
import { storedRows } from './stored.ts';

const card = (page: Page) => page.getByRole('region', { name: 'Suggestions' });
const question = (page: Page) => card(page).getByRole('status');
const labels = (page: Page) => page.getByRole('complementary').getByRole('listitem');
type Answer = { kind: string; choice: string; values: Record<string, number>; docId: string };
const answers = (page: Page) => storedRows<Answer>(page, 'suggestionAnswers');
const plans = async (page: Page) =>
	(await storedRows<{ plan: string | null }>(page, 'docUpdates')).map(({ plan }) => plan ?? '');

test('suggestions are answered by key, taken back, and left as they are after a reload', async () => {
	const studio = await launchPrepared('sample', { viewport: { width: 1440, height: 900 } });
	const { page, takeId } = studio;
	try {
		await page.goto(`/take/${takeId}/label`);
		// Nothing was applied: two grips and two tries are asked about, and marked on the timeline.
		await expect(labels(page)).toHaveCount(0);
		await expect(question(page)).toContainText('Right hand: holding something, 0:01.');
		await expect(question(page)).toContainText(/close from \d+ to \d+ % of the palm, for 2\.\d s/);
		await expect(card(page).getByText('1 of 4')).toBeVisible();
		const timeline = page.getByRole('region', { name: 'Timeline' });
		await expect(timeline.getByRole('button', { name: /holding something/ })).toHaveCount(2);
		expect(await plans(page)).toEqual([]);

		// The key shows the place first, and goes further from there.
		await page.keyboard.press('q');
		const place = page.getByRole('slider', { name: 'Place in the take' });
		await expect(place).toHaveAttribute('aria-valuetext', /^0:01\.[4-7]/);

		await page.keyboard.press('a');
		await expect(labels(page)).toHaveCount(1);
		await expect(labels(page)).toContainText('Not sure');
		await expect(card(page).getByText('1 of 1 suggestions kept')).toBeVisible();
		expect((await plans(page)).join()).toContain('suggestion_accepted');

		await expect(question(page)).toContainText('holding something, 0:06.');
		await page.keyboard.press('w');
		await expect(card(page).getByText('1 of 2 suggestions kept')).toBeVisible();
		await expect(labels(page)).toHaveCount(1);

		// An undo is an ordinary one: the label goes, the question is open again, and it is not counted as kept.
		await page.keyboard.press('Control+z');
		await expect(labels(page)).toHaveCount(0);
		await expect(card(page).getByText('0 of 1 suggestions kept')).toBeVisible();
		await expect(timeline.getByRole('button', { name: /holding something/ })).toHaveCount(1);
		await page.keyboard.press('Control+Shift+z');
		// A label that comes back is selected, as after any redo.
		await expect(page.getByRole('radiogroup', { name: 'Which grip is it?' })).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(labels(page)).toHaveCount(1);
		await expect(card(page).getByText('1 of 2 suggestions kept')).toBeVisible();
		await expect
			.poll(async () => (await answers(page)).map(({ kind, choice }) => `${kind} ${choice}`).sort())
			.toEqual(['grip accepted', 'grip dismissed']);
		expect((await answers(page)).every(({ values }) => values['heldS']! > 2)).toBe(true);

		await page.reload();
		await expect(labels(page)).toHaveCount(1);
		await expect(card(page).getByText('1 of 2 suggestions kept')).toBeVisible();
		await expect(question(page)).toContainText('Keep only one try, 0:00.');
		await expect(timeline.getByRole('button', { name: /holding something/ })).toHaveCount(0);

		// With a label selected the keys belong to its pickers.
		await labels(page).getByRole('button').click();
		await expect(card(page)).toHaveCount(0);
		await page.keyboard.press('Escape');
		await expect(question(page)).toContainText('Keep only one try');

		await page.goto('/settings');
		await expect(page.getByText('1 of 2 suggestions kept')).toBeVisible();
		await expect(page.getByText('Holding something')).toBeVisible();
		await expect(page.getByText('1 of 2', { exact: true }).first()).toBeVisible();
	} finally {
		await studio.close();
	}
});

test('at 390 px in the dark a suggestion is answered with the thumb, and the screen reader hears the next', async () => {
	const studio = await launchPrepared('sample', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
	const { page, takeId } = studio;
	try {
		await page.goto(`/take/${takeId}/label`);
		await expect(question(page)).toContainText('holding something, 0:01.');
		await expect(card(page)).toMatchAriaSnapshot(`
			- region "Suggestions":
			  - status:
			    - paragraph: /Right hand. holding something/
			    - paragraph: /Thumb and fingers close/
			  - button "Yes, do it"
			  - button "No, leave it"
			  - button /^Next suggestion/
		`);
		const yes = card(page).getByRole('button', { name: 'Yes, do it' });
		expect((await yes.boundingBox())!.height).toBeGreaterThanOrEqual(44);
		await yes.click();
		await expect(question(page)).toContainText('holding something, 0:06.');
		await expect(labels(page)).toHaveCount(1);
		await card(page).getByRole('button', { name: 'No, leave it' }).click();
		await expect(question(page)).toContainText('Keep only one try');
		await card(page).getByRole('button', { name: 'No, leave it' }).click();
		await card(page).getByRole('button', { name: 'No, leave it' }).click();
		// Nothing is left to ask; what was turned down can be asked again.
		await expect(card(page).getByText('1 of 4 suggestions kept')).toBeVisible();
		await card(page).getByRole('button', { name: 'Ask again about 3 left as they were' }).click();
		await expect(question(page)).toContainText('holding something, 0:06.');
		await expect.poll(async () => (await answers(page)).map(({ choice }) => choice)).toEqual(['accepted']);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
	} finally {
		await studio.close();
	}
});

test('the check page offers to cut the still start and end, once', async () => {
	test.setTimeout(300_000);
	const folder = await mkdtemp(join(tmpdir(), 'handloom-still-'));
	const clip = join(folder, 'still.mp4');
	// Two seconds of the first picture, the first cycle of the sample (5 s), two seconds of its last picture.
	const filter =
		'trim=end_frame=150,setpts=PTS-STARTPTS,tpad=start_duration=2:start_mode=clone:stop_duration=2:stop_mode=clone';
	execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', sampleFile('grasp'), '-vf', filter, '-pix_fmt', 'yuv420p', clip]);
	const studio = await launchPrepared('used', { viewport: { width: 390, height: 844 } });
	const { page } = studio;
	try {
		await importClip(page, clip);
		const offer = card(page);
		await expect(offer).toContainText(/Cut away the still start and end\? 3\.[5-9] s in all\./, { timeout: 150_000 });
		expect(await plans(page)).toEqual([]);
		await offer.getByRole('button', { name: 'Cut' }).click();
		await expect(offer).toContainText('s cut away');
		await offer.getByRole('button', { name: 'Undo' }).click();
		await expect(offer).toContainText('Cut away the still start and end?');
		await offer.getByRole('button', { name: 'Cut' }).click();
		await expect(offer).toContainText('s cut away');
		await page.reload();
		await expect(page.getByRole('link', { name: 'Go on to labels' })).toBeVisible();
		await expect(offer).toHaveCount(0);
		await page.getByRole('link', { name: 'Go on to labels' }).click();
		await expect(page.getByRole('slider', { name: /^Kept from 0:01\.[89]/ })).toBeVisible();
		await expect(page.getByRole('slider', { name: /^Kept up to 0:07\./ })).toBeVisible();
		await expect(question(page)).toContainText('Right hand: holding something');
	} finally {
		await studio.close();
		await rm(folder, { recursive: true });
	}
});
