import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { launchStudio } from './launch.ts';

test('settings say where hands are found, measure it, and remember what the person says', async () => {
	const studio = await launchStudio({
		viewport: { width: 390, height: 844 },
		colorScheme: 'dark',
		args: ['--disable-gpu']
	});
	const { page } = studio;
	const warned: string[] = [];
	page.on('console', (message) => message.type() === 'error' && warned.push(message.text()));
	try {
		await page.goto('/settings');
		const section = page
			.locator('section')
			.filter({ has: page.getByRole('heading', { name: 'How hands are found on this device' }) });
		await expect(section.getByText('Hands are found on the processor.')).toBeVisible();
		await expect(section.getByText('This browser offers no graphics chip for it.')).toBeVisible();
		await expect(section.getByRole('radio', { name: 'Automatic' })).toBeChecked();
		await expect(section.getByRole('table')).toHaveCount(0);

		await section.getByRole('button', { name: 'Try again' }).click();
		await expect(section.getByRole('row')).toHaveCount(3, { timeout: 90_000 });
		await expect(section.getByRole('button', { name: 'Try again' })).toBeEnabled();
		for (const name of ['Where hands are', 'The 21 points of a hand']) {
			const cells = section.getByRole('row', { name }).getByRole('cell');
			await expect(cells.nth(0)).toHaveText(/^[\d.]+ ms$/);
			await expect(cells.nth(1)).toHaveText('not there');
			expect(Number.parseFloat((await cells.nth(0).textContent())!)).toBeGreaterThan(1);
		}

		await section.getByText('Graphics chip', { exact: true }).first().click();
		await page.reload();
		await expect(section.getByRole('radio', { name: 'Graphics chip' })).toBeChecked();
		// There is none, so the processor does it, and nobody is alarmed.
		await expect(section.getByText('Hands are found on the processor.')).toBeVisible();
		await expect(section.getByRole('row')).toHaveCount(3);
		expect(warned).toEqual([]);

		const { violations } = await new AxeBuilder({ page }).include('main').analyze();
		expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
		const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
		expect(wide).toBeLessThanOrEqual(0);
		await section.screenshot({ path: test.info().outputPath('engines.png') });
	} finally {
		await studio.close();
	}
});
