import { expect, type Page } from '@playwright/test';

/** Follows an invitation (or the owner's link) as a person would: reads it, writes a name, joins. */
export async function join(page: Page, link: string, name: string): Promise<void> {
	await page.goto(link);
	await page.getByLabel('Your name, as the team will see it').fill(name);
	await page.getByRole('button', { name: 'Join', exact: true }).click();
	await expect(page).not.toHaveURL(/\/join\//);
}

/** The owner makes a link on the People page. */
export async function invite(page: Page, role: 'worker' | 'annotator'): Promise<string> {
	await page.goto('/hub/people');
	await page
		.getByRole('button', { name: role === 'worker' ? 'Link for somebody who films' : 'Link for somebody who labels' })
		.click();
	const field = page.locator('#invite-link');
	await expect(field).toHaveValue(/\/join\//);
	return field.inputValue();
}

/** Switches one purpose on, on the page that shows all of them off. */
export async function allow(page: Page, sentence: RegExp): Promise<void> {
	await page.goto('/consent');
	const switches = page.getByRole('switch');
	await expect(switches.first()).toBeVisible();
	for (const one of await switches.all()) await expect(one).not.toBeChecked();
	await page.getByRole('switch', { name: sentence }).click();
	await expect(page.getByText('Saved on this device')).toBeVisible();
}
