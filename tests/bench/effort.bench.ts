/** Keystrokes and presses that ten grips and three failures with their recoveries take, by keyboard and by pointer. */
import type { Page } from '@playwright/test';
import { startHub } from '../e2e/hub.ts';
import { launchStudio } from '../e2e/launch.ts';
import { close, printTable } from './table.ts';

const GRIPS = 10;
const FAILURES = 3;
const MOST_A_GRIP = 3;
const MOST_A_FAILURE = 6;
/** How long a label is held. */
const HELD_MS = 700;

/** One key pressed and let go, or one press of the pointer, however long: one action. A chord counts each of its keys. */
type Way = 'keyboard' | 'pointer';
type Count = { grips: number; failures: number; transport: number };

/**
 * What the makers' own pages describe, counted the same way: the least that makes the same record, without stopping and
 * starting the clip. Sources: docs/measured-studio.md, "Effort".
 */
const PUBLISHED = [
	{
		name: 'Label Studio, timeline',
		// Select a label, drag over the frames.
		grip: 2,
		// Two spans of 2, a relation (select, Create Relation, select), the outcome as a choice of the region.
		failure: 2 + 2 + 3 + 1,
		transport: 'stop and start for each span: the drag needs both its ends in sight'
	},
	{
		name: 'ELAN, annotation mode',
		// Drag the selection, Alt and N, choose from the vocabulary, Enter.
		grip: 1 + 2 + 1 + 1,
		// Two annotations of 5, the outcome on a tier that depends on it (double click, choose, Enter); no link between two.
		failure: 5 + 5 + (2 + 1 + 1),
		transport: 'stop and start for each selection'
	},
	{
		name: 'ELAN, segmentation mode',
		// Enter at both ends while it plays; then in annotation mode a double click, choose, Enter.
		grip: 2 + (2 + 1 + 1),
		failure: 2 * (2 + 2 + 1 + 1) + (2 + 1 + 1),
		transport: 'one start, one change of mode'
	}
];

const hub = await startHub();
const made: { way: Way; count: Count; found: string; wanted: string }[] = [];
for (const way of ['keyboard', 'pointer'] as const) {
	const studio = await launchStudio({ baseURL: hub.url, viewport: { width: 1440, height: 1000 } });
	try {
		made.push({ way, ...(await label(studio.page, way)) });
	} finally {
		await studio.close();
	}
}
await hub.close();

const each = made.map(({ way, count }) => ({
	way,
	grip: count.grips / GRIPS,
	failure: count.failures / FAILURES,
	transport: count.transport,
	total: count.grips + count.failures + count.transport
}));
printTable([
	['', 'a grip', 'a failure with its recovery', 'all 16 labels', 'transport'],
	...each.map(({ way, grip, failure, transport, total }) => [
		`Handloom, ${way}`,
		grip,
		failure,
		total - transport,
		`${transport} for the whole clip`
	]),
	...PUBLISHED.map(({ name, grip, failure, transport }) => [
		`${name} (published steps)`,
		grip,
		failure,
		grip * GRIPS + failure * FAILURES,
		transport
	])
]);
const faults = made.filter(({ found, wanted }) => found !== wanted);
for (const { way, found } of faults) console.log(`${way}: not all labels are there: ${found}`);
const most = { grip: Math.max(...each.map((one) => one.grip)), failure: Math.max(...each.map((one) => one.failure)) };
close(
	'effort',
	`${most.grip} actions a grip, ${most.failure} a failure with its recovery`,
	`at most ${MOST_A_GRIP} and ${MOST_A_FAILURE}, every label as meant`,
	faults.length === 0 && most.grip <= MOST_A_GRIP && most.failure <= MOST_A_FAILURE
);

/** Labels the sample clip while it plays, and reads from the list of labels what has come of it. */
async function label(page: Page, way: Way): Promise<{ count: Count; found: string; wanted: string }> {
	await page.goto('/');
	await page.getByRole('button', { name: 'Try it with a sample' }).click();
	await page
		.getByRole('link', { name: 'Go on to labels' })
		.or(page.getByRole('button', { name: 'Go on to labels' }))
		.click({ timeout: 150_000 });
	await page.getByText('frame 1 of 300').waitFor();
	const count: Count = { grips: 0, failures: 0, transport: 0 };
	const by = way === 'keyboard' ? keyboard(page) : pointer(page);
	const add = async (to: keyof Count, actions: Promise<number>) => {
		count[to] += await actions;
	};
	// Slowly, so that a loaded machine keeps up; the number of actions is the same at any speed.
	await add('transport', by.slower());
	await add('transport', by.play());
	for (let i = 0; i < GRIPS; i++) {
		await add('grips', by.hold('Right grip', 'g'));
		await page.getByRole('complementary').getByRole('heading', { name: 'Right hand' }).waitFor();
		await add('grips', by.choose('Pinch', 'KeyZ'));
		await add('grips', by.done());
	}
	for (let i = 0; i < FAILURES; i++) {
		await add('failures', by.hold('Failure', 'f'));
		await page.getByRole('heading', { name: 'What went wrong?' }).waitFor();
		await add('failures', by.choose('Dropped', 'KeyE'));
		await add('failures', by.hold('Recovery for this failure', 'u'));
		await page.getByRole('heading', { name: 'How was it mended?' }).waitFor();
		await add('failures', by.choose('Grip again', 'KeyQ'));
		await add('failures', by.choose('Yes', 'Digit1'));
		const answers = await page.getByRole('combobox', { name: 'It answers' }).locator('option:checked').innerText();
		if (!answers.startsWith('Dropped')) throw new Error(`the recovery answers ${answers}`);
		await add('failures', by.done());
	}
	await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
	const list = await page.getByRole('complementary').getByRole('listitem').locator('.words').allInnerTexts();
	const tell = (words: string) => `${list.filter((text) => text === words).length} ${words}`;
	return {
		count,
		found: ['Pinch', 'Dropped', 'Grip again'].map(tell).join(', '),
		wanted: `${GRIPS} Pinch, ${FAILURES} Dropped, ${FAILURES} Grip again`
	};
}

/** To a tenth of the speed; the button goes round the speeds. */
async function slower(page: Page): Promise<number> {
	let presses = 0;
	while ((await page.getByRole('button', { name: /^Speed/ }).innerText()).trim() !== '0.1×') {
		await page.getByRole('button', { name: /^Speed/ }).click();
		presses += 1;
	}
	return presses;
}

function keyboard(page: Page) {
	const press = async (key: string) => {
		await page.keyboard.press(key);
		return 1;
	};
	return {
		slower: () => slower(page),
		play: () => press('Space'),
		hold: async (_: string, key: string) => {
			await page.keyboard.down(key);
			await page.waitForTimeout(HELD_MS);
			await page.keyboard.up(key);
			return 1;
		},
		choose: (_: string, key: string) => press(key),
		done: () => press('Enter')
	};
}

function pointer(page: Page) {
	const click = async (role: 'button' | 'radio', name: string) => {
		await page.getByRole(role, { name, exact: true }).click();
		return 1;
	};
	return {
		slower: () => slower(page),
		play: () => click('button', 'Play'),
		hold: async (name: string) => {
			await page.getByRole('complementary').getByRole('button', { name, exact: true }).hover();
			await page.mouse.down();
			await page.waitForTimeout(HELD_MS);
			await page.mouse.up();
			return 1;
		},
		choose: (name: string) => click('radio', name),
		done: async () => {
			await page.getByRole('button', { name: /^Done/ }).click();
			return 1;
		}
	};
}
