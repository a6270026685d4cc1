import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Studio = {
	context: BrowserContext;
	page: Page;
	baseURL: string;
	userDataDir: string;
	close(): Promise<void>;
};

export type LaunchOptions = {
	/** Motion-JPEG or Y4M file that Chromium's fake camera plays; absolute path. */
	camera?: string;
	/** A profile to open again; without it a fresh one, removed on close. */
	userDataDir?: string;
	args?: string[];
	/** Address of the hub; that of the run unless told otherwise. */
	baseURL?: string;
	/**
	 * A hub (or what stands before it) of the test's own: this browser finds it at the address of the run, so that what was
	 * prepared for that origin is used with it too.
	 */
	hub?: { port: number };
	viewport?: { width: number; height: number };
	colorScheme?: 'light' | 'dark';
	/** A screen that fingers work on. */
	hasTouch?: boolean;
	/** Blocks the camera as a person would. */
	denyCamera?: boolean;
};

/** Address of the production server of this test run (started by `tools/e2e.mjs`). */
export const runBaseURL = (): string => {
	const url = process.env['HANDLOOM_TEST_URL'];
	if (!url) throw new Error('HANDLOOM_TEST_URL is not set: run `npm run e2e`');
	return url;
};

export const chromiumPath = (): string => process.env['HANDLOOM_CHROMIUM'] ?? '/usr/bin/chromium';

/**
 * Opens the studio in a persistent profile, because off-the-record profiles keep no storage and run no service worker
 * as a person's browser does.
 */
export async function launchStudio(options: LaunchOptions = {}): Promise<Studio> {
	const userDataDir = options.userDataDir ?? (await mkdtemp(join(tmpdir(), 'handloom-profile-')));
	const baseURL = options.baseURL ?? runBaseURL();
	const hub = options.hub ? [`--host-resolver-rules=MAP ${new URL(baseURL).host} localhost:${options.hub.port}`] : [];
	const camera = options.camera
		? ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${options.camera}`]
		: ['--use-fake-device-for-media-stream'];
	const context = await chromium.launchPersistentContext(userDataDir, {
		executablePath: chromiumPath(),
		baseURL,
		headless: true,
		viewport: options.viewport ?? { width: 1280, height: 800 },
		colorScheme: options.colorScheme ?? 'light',
		hasTouch: options.hasTouch ?? false,
		args: [
			'--no-sandbox',
			'--disable-background-networking',
			'--disable-component-update',
			'--no-first-run',
			...(options.denyCamera ? ['--deny-permission-prompts'] : ['--use-fake-ui-for-media-stream']),
			...camera,
			...hub,
			...(options.args ?? [])
		]
	});
	context.setDefaultTimeout(20_000);
	const page = context.pages()[0] ?? (await context.newPage());
	return {
		context,
		page,
		baseURL,
		userDataDir,
		async close() {
			await context.close();
			if (!options.userDataDir) await rm(userDataDir, { recursive: true, force: true });
		}
	};
}
