import { expect, test, type Page } from '@playwright/test';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { handCamera } from './cameras.ts';
import { waitUntilChecked } from './importing.ts';
import { launchStudio, type LaunchOptions, type Studio } from './launch.ts';
import { waitForTracking } from './recording.ts';
import { storedRows } from './stored.ts';

/**
 * Browsers as a person has them who was here before, so that a test begins where its subject does.
 *
 *   used ──► visited             the camera was tested
 *        └─► sample ──► rendition
 *
 *   used       the app lies on the device, and a practice take found out which engine is the fastest here
 *   sample     the sample was opened, looked at to its last frame and judged
 *   rendition  what would leave of it was made
 *
 * Each is made once in a run by driving the app, kept as a closed profile, and copied for every test and for what begins
 * with it. All belong to the address of the run, at which a browser finds a hub of a test's own too (`LaunchOptions.hub`).
 */
export type Prepared = 'used' | 'visited' | 'sample' | 'rendition';
const BEGINS_WITH = { used: null, visited: 'used', sample: 'used', rendition: 'sample' } as const;

export type PreparedStudio = Studio & {
	/** The take of the sample; '' in a browser that has none. */
	takeId: string;
};

/** At the address of the run, and in a profile of its own. */
type PreparedOptions = Omit<LaunchOptions, 'baseURL' | 'userDataDir'>;

/** Folder of this run's profiles: outlives the process of the tests, which is started anew after each test that fails. */
const folder = (): string => process.env['HANDLOOM_PREPARED']!;

/** A copy of a prepared profile, for the caller to open and to remove. */
export async function copyPrepared(
	kind: Prepared,
	options: PreparedOptions = {}
): Promise<{ userDataDir: string; takeId: string }> {
	const profile = await prepare(kind, options);
	const userDataDir = await mkdtemp(join(tmpdir(), 'handloom-profile-'));
	await cp(profile, userDataDir, { recursive: true });
	return { userDataDir, takeId: await readFile(`${profile}.take`, 'utf8') };
}

/** Opens the studio in a copy of a prepared profile, which goes when it is closed. */
export async function launchPrepared(kind: Prepared, options: PreparedOptions = {}): Promise<PreparedStudio> {
	const { userDataDir, takeId } = await copyPrepared(kind, options);
	const studio = await launchStudio({ ...options, userDataDir });
	return {
		...studio,
		takeId,
		async close() {
			await studio.close();
			await rm(userDataDir, { recursive: true, force: true });
		}
	};
}

async function prepare(kind: Prepared, options: PreparedOptions): Promise<string> {
	// A camera is tested for those who only film; others need not wait for a profile of their own.
	const own = kind === 'visited' ? options.camera : undefined;
	const profile = join(folder(), [kind, ...(own ? [basename(own)] : [])].join('-'));
	// Written last.
	const done = `${profile}.take`;
	if ((await readFile(done).catch(() => null)) !== null) return profile;
	// The first test that wants it is not the slower for it.
	test.setTimeout(test.info().timeout + 200_000);
	const before = BEGINS_WITH[kind] && (await prepare(BEGINS_WITH[kind], {}));
	const startedMs = Date.now();
	await mkdir(folder(), { recursive: true });
	const part = await mkdtemp(`${profile}-part-`);
	if (before) await cp(before, part, { recursive: true });
	const camera = kind === 'used' ? await handCamera() : own;
	const studio = await launchStudio({ userDataDir: part, ...(camera ? { camera } : {}) });
	try {
		await writeFile(
			`${part}.take`,
			await drive[kind](studio.page, before ? await readFile(`${before}.take`, 'utf8') : '')
		);
	} finally {
		await studio.close();
	}
	await rm(profile, { recursive: true, force: true });
	await rename(part, profile);
	await rename(`${part}.take`, done);
	console.log(`prepared ${basename(profile)} in ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
	return profile;
}

/** Brings a browser as far as the name says. `before`: the take that it begins with. The id of the take that lies there then. */
const drive: Record<Prepared, (page: Page, before: string) => Promise<string>> = {
	async used(page) {
		await page.goto('/');
		await expect(page.getByText('Works offline')).toBeVisible({ timeout: 120_000 });
		await page.addLocatorHandler(page.getByRole('button', { name: 'Skip the test' }), (skip) => skip.click());
		await page.goto('/practice/move-block');
		await waitForTracking(page);
		await page.getByRole('button', { name: 'Record', exact: true }).click();
		await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
		// As many frames as a trial of the engines wants.
		await page.waitForTimeout(1_500);
		await page.getByRole('button', { name: 'Stop', exact: true }).click();
		const settings = () => storedRows<{ name: string }>(page, 'settings');
		const chosen = async () => (await settings()).some(({ name }) => name === 'pass-engine');
		await expect.poll(chosen, { timeout: 120_000, intervals: [200] }).toBe(true);
		await page.getByRole('link', { name: 'Back' }).click();
		await expect(page).toHaveURL(/\/$/);
		const databases = () => page.evaluate(async () => (await indexedDB.databases()).length);
		await expect.poll(databases).toBe(1);
		return '';
	},
	async visited(page) {
		await page.goto('/record/open-drawer');
		await expect(page.getByRole('button', { name: 'Record', exact: true })).toBeEnabled({ timeout: 40_000 });
		return '';
	},
	async sample(page) {
		await page.goto('/');
		await page.getByRole('button', { name: 'Try it with a sample' }).click();
		await page.waitForURL(/\/take\/[^/]+\/check$/);
		const takeId = /take\/([^/]+)\//.exec(page.url())![1]!;
		await waitUntilChecked(page, takeId);
		await expect(page.getByRole('link', { name: 'Go on to labels' })).toBeVisible();
		return takeId;
	},
	async rendition(page, takeId) {
		await page.goto(`/take/${takeId}/submit`);
		await expect(page.getByTestId('total')).toBeVisible({ timeout: 300_000 });
		return takeId;
	}
};
