import { expect, test } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLook, QualityReport } from '../../src/lib/schema/quality.ts';
import { importClip, waitUntilChecked } from './importing.ts';
import { sampleStart } from './media.ts';
import { launchPrepared } from './prepared.ts';
import { storedRows } from './stored.ts';

test('what a person declares of their hands stays on the device and goes into the check', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'handloom-declared-'));
	const studio = await launchPrepared('used');
	const { page } = studio;
	try {
		await page.goto('/settings');
		const right = page.getByRole('group', { name: 'Right hand' });
		await right.getByLabel('No little finger').check();
		await right.getByLabel('Glove or prosthesis').check();
		await expect
			.poll(() => storedRows(page, 'settings'))
			.toContainEqual({
				name: 'declared-hands',
				value: { absent: { left: [], right: [17, 18, 19, 20] }, covered: { left: false, right: true } }
			});
		await page.reload();
		await expect(right.getByLabel('No little finger')).toBeChecked();
		await expect(right.getByLabel('No ring finger')).not.toBeChecked();
		await expect(page.getByRole('group', { name: 'Left hand' }).getByLabel('No little finger')).not.toBeChecked();

		const takeId = await importClip(page, sampleStart(join(folder, 'short.mp4'), 60));
		await waitUntilChecked(page, takeId);
		await expect(page.getByRole('link', { name: 'Go on to labels' })).toBeVisible();
		const [row] = await storedRows<{ report: QualityReport; looks: FrameLook[] }>(page, 'quality');
		const { report, looks } = row!;
		expect(report).toMatchObject({
			schema: 'quality-report/2',
			of: 'take',
			declared: { absent: { left: [], right: [17, 18, 19, 20] }, covered: { left: false, right: true } }
		});
		// Five a second.
		expect(looks).toHaveLength(10);
		const rules = report.results.map(({ rule }) => rule);
		expect(rules).toContain('hand_visibility');
		// A hand that is built otherwise, or covered, has no bones to judge by.
		expect(rules).not.toContain('anatomy');

		await page.goto('/settings');
		await right.getByLabel('No hand, or I film without it').check();
		await expect(right.getByLabel('No little finger')).toBeChecked();
		await expect(right.getByLabel('No little finger')).toBeDisabled();
	} finally {
		await studio.close();
		await rm(folder, { recursive: true, force: true });
	}
});
