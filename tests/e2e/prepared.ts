import { expect, test, type Page } from '@playwright/test';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { waitUntilChecked } from './importing.ts';
import { launchStudio, runBaseURL, type LaunchOptions, type Studio } from './launch.ts';

/**
 * Browsers as a person has them who was here before, so that a test begins where its subject does.
 *
 *   visited    the app lies on the device, and the camera was tested
 *   sample     and the sample was opened, looked at to its last frame and judged
 *   rendition  and what would leave of it was made
 *
 * Each is made once in a run by driving the app, kept as a closed profile, and copied for every test. A database belongs to
 * an origin: a test with a hub of its own has to start it on `ownPort`.
 */
export type Prepared = 'visited' | 'sample' | 'rendition';

export type PreparedStudio = Studio & {
	/** The take of the sample; '' in a browser that has none. */
	takeId: string;
};

/** The port for hubs of tests, one at a time, so that what was prepared for it is used again. */
export const ownPort = (): number => Number(process.env['HANDLOOM_OWN_PORT']);

/** Folder of this run's profiles: outlives the process of the tests, which is started anew after each test that fails. */
const folder = (): string => process.env['HANDLOOM_PREPARED']!;

/** A copy of a prepared profile, for the caller to open and to remove. */
export async function copyPrepared(
	kind: Prepared,
	options: LaunchOptions = {}
): Promise<{ userDataDir: string; takeId: string }> {
	const profile = await prepare(kind, options);
	const userDataDir = await mkdtemp(join(tmpdir(), 'handloom-profile-'));
	await cp(profile, userDataDir, { recursive: true });
	return { userDataDir, takeId: kind === 'visited' ? '' : await readFile(`${profile}.take`, 'utf8') };
}

/** Opens the studio in a copy of a prepared profile, which goes when it is closed. */
export async function launchPrepared(kind: Prepared, options: LaunchOptions = {}): Promise<PreparedStudio> {
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

async function prepare(kind: Prepared, { camera, baseURL = runBaseURL() }: LaunchOptions): Promise<string> {
	const origin = new URL(baseURL).port;
	// A camera is tested for those who only film; others need not wait for a profile of their own.
	const own = kind === 'visited' ? camera : undefined;
	const profile = join(folder(), [origin, kind, ...(own ? [basename(own)] : [])].join('-'));
	// Written last.
	const done = `${profile}.take`;
	if (await readFile(done).catch(() => null)) return profile;
	const startedMs = Date.now();
	// The first test that wants it is not the slower for it.
	test.setTimeout(test.info().timeout + 400_000);
	await mkdir(folder(), { recursive: true });
	const part = await mkdtemp(`${profile}-part-`);
	const studio = await launchStudio({ userDataDir: part, baseURL, ...(own ? { camera: own } : {}) });
	try {
		await writeFile(`${part}.take`, await drive(kind, studio.page));
	} finally {
		await studio.close();
	}
	await rm(profile, { recursive: true, force: true });
	await rename(part, profile);
	await rename(`${part}.take`, done);
	console.log(`prepared ${basename(profile)} in ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
	return profile;
}

/** Brings a fresh browser as far as `kind` says. The take's id, or '-'. */
async function drive(kind: Prepared, page: Page): Promise<string> {
	await page.goto('/');
	await expect(page.getByText('Works offline')).toBeVisible({ timeout: 120_000 });
	if (kind === 'visited') {
		await page.goto('/record/open-drawer');
		await expect(page.getByRole('button', { name: 'Record', exact: true })).toBeEnabled({ timeout: 40_000 });
		return '-';
	}
	await page.getByRole('button', { name: 'Try it with a sample' }).click();
	await page.waitForURL(/\/take\/[^/]+\/check$/);
	const takeId = /take\/([^/]+)\//.exec(page.url())![1]!;
	await waitUntilChecked(page, takeId);
	await expect(page.getByRole('link', { name: 'Go on to labels' })).toBeVisible();
	if (kind === 'sample') return takeId;
	await page.goto(`/take/${takeId}/submit`);
	await expect(page.getByTestId('total')).toBeVisible({ timeout: 300_000 });
	return takeId;
}
