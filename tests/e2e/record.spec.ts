import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { handCamera } from './cameras.ts';
import { launchStudio } from './launch.ts';
import { launchPrepared } from './prepared.ts';
import { storedFile, storedRows, storedTakes } from './stored.ts';
import type { Segment } from '../../src/lib/schema/annotation.ts';

const hasFfprobe = (() => {
	try {
		execFileSync('ffprobe', ['-version']);
		return true;
	} catch {
		return false;
	}
})();

test('eight seconds are recorded: every frame counted, every row sound, hands looked at meanwhile', async ({
	browserName: _
}, info) => {
	const { page, close } = await launchPrepared('visited', { camera: await handCamera() });
	try {
		await page.goto('/record/move-block');
		await expect(page.getByRole('heading', { name: 'Move a small block' })).toBeVisible();
		await expect(page.getByRole('button', { name: 'Record', exact: true })).toBeEnabled();
		// The hand finder may still be loading: filming does not wait for it, the figure of this test does.
		await expect(
			page.locator('[data-lamp="right"][data-state="good"], [data-lamp="left"][data-state="good"]').first()
		).toBeVisible();
		await page.evaluate(() => {
			const long: number[] = [];
			Object.assign(window, { longTasks: long });
			new PerformanceObserver((list) =>
				list.getEntries().forEach((entry) => long.push(Math.round(entry.duration)))
			).observe({ type: 'longtask' });
		});
		await page.keyboard.press('Space');
		await expect(page.getByRole('button', { name: 'Do not record yet' })).toBeVisible();
		await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
		await page.waitForTimeout(3_000);
		// Marked while filming: a failure for a second, then the next attempt.
		await page.keyboard.down('f');
		await page.waitForTimeout(1_000);
		await page.keyboard.up('f');
		await page.keyboard.press('a');
		await page.waitForTimeout(4_200);
		const longTasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
		await page.keyboard.press('Space');
		await page.waitForURL(/\/take\/.+\/check/);

		const [take] = await storedTakes(page);
		expect(take).toMatchObject({
			number: 1,
			state: expect.stringMatching(/recorded|tracked|checked/),
			source: 'camera'
		});
		expect(take!.durationUs).toBeGreaterThan(7_500_000);
		const facts = take!.facts!;
		expect(facts).toMatchObject({ endedBy: 'stop', droppedFrames: 0, unstoredFrames: 0, mirroredFile: false });
		expect(facts['encodedFrames']).toBe(take!.frameCount);
		expect(facts['totalFrames']).toBe(
			Number(facts['deliveredFrames']) + Number(facts['discardedFrames']) + Number(facts['unreportedFrames'])
		);
		expect(Number(facts['trackedLiveFrames']) / (take!.durationUs / 1e6)).toBeGreaterThanOrEqual(8);

		const { rows, file, timesUs } = await storedFile(page, take!.id);
		expect(rows.map((row) => row.seq)).toEqual(rows.map((_, i) => i));
		expect(rows.every((row) => row.sound)).toBe(true);
		expect(rows[0]!.kind).toBe('init');
		const fragments = rows.slice(1);
		expect(fragments.every((row) => row.kind === 'fragment')).toBe(true);
		expect(fragments[0]!.firstPtsUs).toBe(0);
		for (const row of fragments) expect(row.lastPtsUs! - row.firstPtsUs!).toBeLessThan(1_000_000);
		expect(timesUs).toHaveLength(take!.frameCount);
		expect(timesUs[0]).toBe(0);
		expect(timesUs.every((time, i) => i === 0 || time > timesUs[i - 1]!)).toBe(true);

		const [marked] = await storedRows<{ plan: string }>(page, 'docUpdates');
		const labels = (JSON.parse(marked!.plan) as { edits: { after: Segment }[] }).edits.map(({ after }) => after);
		expect(labels.map(({ kind, madeWhile }) => `${kind} ${madeWhile}`)).toEqual([
			'failure filming',
			'attempt filming',
			'attempt filming'
		]);
		const [failure, first, second] = labels;
		expect(timesUs).toContain(failure!.startUs);
		expect(Math.abs((failure!.endUs - failure!.startUs) / 1e6 - 1)).toBeLessThan(0.4);
		expect([first!.startUs, first!.endUs, second!.endUs]).toEqual([0, second!.startUs, take!.durationUs]);

		if (hasFfprobe) {
			const path = info.outputPath('take.mp4');
			writeFileSync(path, file);
			const args = ['-v', 'error', '-select_streams', 'v', '-show_entries', 'frame=pts_time', '-of', 'csv=p=0', path];
			const times = execFileSync('ffprobe', args, { encoding: 'utf8' })
				.trim()
				.split('\n')
				.map((line) => Math.round(parseFloat(line) * 1e6));
			expect(times).toEqual(timesUs);
		}
		console.log(
			`recorded ${take!.frameCount} frames in ${(take!.durationUs / 1e6).toFixed(2)} s:`,
			JSON.stringify({ ...facts, longTasks })
		);
	} finally {
		await close();
	}
});

test('retake puts the take aside, and Undo brings it back', async () => {
	const { page, close } = await launchPrepared('visited');
	try {
		await page.goto('/record/open-drawer');
		await page.getByRole('button', { name: 'Record', exact: true }).click();
		await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
		await page.waitForTimeout(1_500);
		await page.getByRole('button', { name: 'Retake' }).click();
		await expect(page.getByText('Take 1 erased from this device')).toBeVisible();
		expect((await storedTakes(page))[0]!.erasingSinceMs).toBeGreaterThan(0);
		await page.getByRole('button', { name: 'Undo' }).click();
		await expect.poll(async () => (await storedTakes(page))[0]!.erasingSinceMs).toBeNull();
		await expect(page.getByText(/^Take 2\b/)).toBeVisible();
	} finally {
		await close();
	}
});

test('stop and erase stops at once and erases with the second press', async () => {
	const { page, close } = await launchPrepared('visited');
	try {
		await page.goto('/record/open-drawer');
		await page.getByRole('button', { name: 'Record', exact: true }).click();
		await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
		await page.waitForTimeout(1_200);
		await page.keyboard.press('x');
		const ask = page.getByRole('alertdialog', { name: 'Take 1 is stopped. Erase it?' });
		await expect(ask).toBeVisible();
		expect(await storedTakes(page)).toHaveLength(1);
		await ask.getByRole('button', { name: 'Erase now' }).click();
		await expect(page.getByText('Take 1 is erased from this device')).toBeVisible();
		expect(await storedTakes(page)).toHaveLength(0);
		await expect(page.getByRole('button', { name: 'Record', exact: true })).toBeEnabled();
		await expect(page.getByText(/^Take 2\b/)).toBeVisible();
	} finally {
		await close();
	}
});

test('a camera that is denied says so and offers the two ways without one', async () => {
	const { page, close } = await launchStudio({ denyCamera: true });
	try {
		await page.goto('/record/move-block');
		await expect(page.getByRole('heading', { name: 'The camera is switched off for this page' })).toBeVisible();
		await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
		await expect(page.getByRole('link', { name: 'Use a file instead' })).toHaveAttribute(
			'href',
			'/import?task=move-block'
		);
		await page.getByRole('button', { name: 'Try it with a sample' }).click();
		await page.waitForURL(/\/take\/.+\/check/);
		const [take] = await storedTakes(page);
		expect(take).toMatchObject({ source: 'sample', frameCount: 300 });
		// 299 gaps and a last frame as long as the middle one, each rounded to a whole microsecond.
		expect(Math.abs(take!.durationUs - 10_000_000)).toBeLessThanOrEqual(2);
	} finally {
		await close();
	}
});

test('a disk that fills while filming ends the take and keeps what was written', async () => {
	const { page, context, baseURL, close } = await launchStudio({ camera: await handCamera() });
	try {
		await page.goto('/record/open-drawer');
		await expect(page.getByRole('button', { name: 'Record', exact: true })).toBeEnabled();
		const usage = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
		const cdp = await context.newCDPSession(page);
		const origin = new URL(baseURL).origin;
		await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 1_500_000 });
		// The browser remembers for half a minute how much room there was, and would let more in than fits.
		await page.waitForTimeout(31_000);
		await page.getByRole('button', { name: 'Record', exact: true }).click();
		await page.waitForURL(/\/take\/.+\/check/, { timeout: 60_000 });
		await expect(page.getByText('The disk is full')).toBeVisible();
		const [take] = await storedTakes(page);
		expect(take!.facts).toMatchObject({ endedBy: 'storage_full' });
		expect(take!.durationUs).toBeGreaterThan(500_000);
		const { rows, timesUs } = await storedFile(page, take!.id);
		expect(rows.every((row) => row.sound)).toBe(true);
		expect(rows.at(-1)!.lastPtsUs).toBe(timesUs.at(-1));
	} finally {
		await close();
	}
});

test('without WebCodecs the browser’s own recorder does it, and the file begins at 0', async () => {
	const { page, close } = await launchStudio();
	try {
		// The recorder's worker finds no encoder, as in a browser that has none.
		await page.route(/record\.worker.*\.js/, async (route) => {
			const response = await route.fetch();
			await route.fulfill({ response, body: `delete self.VideoEncoder;${await response.text()}` });
		});
		await page.addLocatorHandler(page.getByRole('button', { name: 'Skip the test' }), (skip) => skip.click());
		await page.goto('/record/open-drawer');
		await page.getByRole('button', { name: 'Record', exact: true }).click();
		await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
		await page.waitForTimeout(3_000);
		await page.keyboard.press('Space');
		await page.waitForURL(/\/take\/.+\/check/);
		const [take] = await storedTakes(page);
		expect(take!.facts).toMatchObject({ frameSource: 'media_recorder', endedBy: 'stop' });
		expect(take!.frameCount).toBeGreaterThan(20);
		const { rows, timesUs } = await storedFile(page, take!.id);
		expect(rows.map((row) => row.seq)).toEqual(rows.map((_, i) => i));
		expect(rows.every((row) => row.sound)).toBe(true);
		expect(timesUs[0]).toBe(0);
	} finally {
		await close();
	}
});
