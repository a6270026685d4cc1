import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromiumPath } from './launch.ts';

export type DetachedBrowser = {
	context: BrowserContext;
	page: Page;
	/** SIGKILL to the browser and all its processes at once, as a power cut would. */
	kill(): Promise<void>;
};

/** A browser in a process group of its own with a persistent profile, so that all of it can be killed at one moment. */
export async function openDetached(userDataDir: string, camera: string): Promise<DetachedBrowser> {
	await removeLocks(userDataDir);
	const child = spawn(
		chromiumPath(),
		[
			...['--headless=new', '--no-sandbox', '--no-first-run', '--disable-background-networking'],
			...['--disable-component-update', '--window-size=1280,800', '--remote-debugging-port=0'],
			...['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
			...[`--use-file-for-fake-video-capture=${camera}`, `--user-data-dir=${userDataDir}`, 'about:blank']
		],
		{ detached: true, stdio: ['ignore', 'ignore', 'pipe'] }
	);
	const browser = await chromium.connectOverCDP(await addressOf(child));
	const context = browser.contexts()[0]!;
	context.setDefaultTimeout(30_000);
	return {
		context,
		page: context.pages()[0] ?? (await context.newPage()),
		async kill() {
			const gone = once(child, 'exit');
			process.kill(-child.pid!, 'SIGKILL');
			await gone;
			await browser.close().catch(() => undefined);
		}
	};
}

/** What a killed browser leaves so that no second one uses its profile. */
async function removeLocks(userDataDir: string): Promise<void> {
	const names = await readdir(userDataDir).catch(() => []);
	await Promise.all(names.filter((name) => name.startsWith('Singleton')).map((name) => rm(join(userDataDir, name))));
}

function addressOf(child: ChildProcess): Promise<string> {
	return new Promise((done, refuse) => {
		let printed = '';
		child.stderr!.on('data', (data: Buffer) => {
			printed += data.toString();
			const address = /DevTools listening on (\S+)/.exec(printed)?.[1];
			if (address) done(address);
		});
		child.once('exit', (code) => refuse(new Error(`the browser ended with ${code}:\n${printed.slice(-2000)}`)));
	});
}
