import { expect, test } from '@playwright/test';
import type { Segment } from '../../src/lib/schema/annotation.ts';
import { handCamera } from './cameras.ts';
import { holdKey } from './labelling.ts';
import { launchPrepared } from './prepared.ts';
import { storedFile, storedRows, storedTakes } from './stored.ts';

test('the renderer is killed at second 5: at most a second is lost, and the next visit offers the take', async () => {
	const { context, page, close } = await launchPrepared('visited', { camera: await handCamera() });
	try {
		await page.goto('/record/move-block');
		const askedAtMs = Date.now();
		await page.getByRole('button', { name: 'Record', exact: true }).click();
		await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
		const startedAtMs = Date.now();
		await page.waitForTimeout(2_000);
		const pressedAtMs = Date.now();
		await holdKey(page, 'f', 600);
		await page.waitForTimeout(400);
		await page.keyboard.down('m');
		await page.waitForTimeout(2_000);

		const browser = await context.browser()!.newBrowserCDPSession();
		const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
		const crashed = page.waitForEvent('crash');
		const killedAtMs = Date.now();
		for (const { type, id } of processInfo) if (type === 'renderer') process.kill(id, 'SIGKILL');
		await crashed;

		const again = await context.newPage();
		await again.goto('/');
		await expect(again.getByRole('heading', { name: 'A recording was cut off' })).toBeVisible();
		const [take] = await storedTakes(again);
		expect(take).toMatchObject({ state: 'recorded', facts: expect.objectContaining({ endedBy: 'crash' }) });
		// Counted from the moment the page said that it records.
		const lostMs = killedAtMs - startedAtMs - take!.durationUs / 1000;
		console.log(`killed after ${killedAtMs - startedAtMs} ms, recovered ${take!.durationUs / 1000} ms`);
		expect(lostMs).toBeLessThanOrEqual(1_000);

		const { rows, timesUs } = await storedFile(again, take!.id);
		expect(rows.every((row) => row.sound)).toBe(true);
		expect(timesUs).toHaveLength(take!.frameCount);
		expect(rows.at(-1)!.lastPtsUs).toBe(timesUs.at(-1));

		// What was marked while filming is labelled; what was held when it died ends with the take.
		expect(take!.filmingMarks).toBeUndefined();
		const [row, ...more] = await storedRows<{ plan: string }>(again, 'docUpdates');
		expect(more).toEqual([]);
		const { edits } = JSON.parse(row!.plan) as { edits: { after: Segment }[] };
		const [failure, recovery] = edits.map(({ after }) => after);
		expect(failure).toMatchObject({ kind: 'failure', madeWhile: 'filming' });
		// The first frame came between the press of Record and the moment at which this test saw the page record.
		const markMs = failure!.startUs / 1000;
		expect(markMs).toBeGreaterThan(pressedAtMs - startedAtMs - 200);
		expect(markMs).toBeLessThan(pressedAtMs - askedAtMs + 200);
		expect(Math.abs(failure!.endUs - failure!.startUs - 600_000)).toBeLessThan(200_000);
		expect(recovery).toMatchObject({ kind: 'recovery', endUs: take!.durationUs });

		await again.getByRole('link', { name: 'Go on with it' }).click();
		await again.waitForURL(`**/take/${take!.id}/check`);
	} finally {
		await close();
	}
});

test('a take that another tab is recording is left alone', async () => {
	const { context, page, close } = await launchPrepared('visited');
	try {
		await page.goto('/record/open-drawer');
		await page.getByRole('button', { name: 'Record', exact: true }).click();
		await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
		await page.waitForTimeout(1_500);
		const other = await context.newPage();
		await other.goto('/');
		await expect(other.getByRole('link', { name: /Open and close a drawer/ })).toBeVisible();
		await other.waitForTimeout(1_000);
		expect((await storedTakes(other))[0]!.state).toBe('recording');
		await expect(other.getByText('A recording was cut off')).toHaveCount(0);
		await page.bringToFront();
		await page.getByRole('button', { name: 'Stop', exact: true }).click();
		await page.waitForURL(/\/take\/.+\/check/);
		expect((await storedTakes(page))[0]!.state).not.toBe('recording');
	} finally {
		await close();
	}
});
