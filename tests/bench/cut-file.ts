import type { Browser, BrowserContext, Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { openBlank, type SourceServer } from '../browser/source-server.ts';
import type { CutOnPage } from './cut.page.ts';

const exec = promisify(execFile);
const BUFFER = { maxBuffer: 256 << 20 };

/** A page that can cut files of this machine. */
export async function openCutter(browser: Browser | BrowserContext, server: SourceServer): Promise<Page> {
	const page = await browser.newPage();
	await openBlank(page, server);
	await page.evaluate(() => {
		document.body.innerHTML = '<input type="file">';
	});
	return page;
}

export async function cutFile(
	page: Page,
	file: string,
	pieces: { startUs: number; endUs: number }[],
	to: string,
	again: { startUs: number; endUs: number }[] | null = null
): Promise<CutOnPage> {
	await page.setInputFiles('input[type=file]', file);
	const [download, made] = await Promise.all([
		page.waitForEvent('download', { timeout: 120_000 }),
		page.evaluate(
			async ([spans, second]): Promise<CutOnPage> => {
				const { cutChosenFile } = await import(/* @vite-ignore */ `${location.origin}/tests/bench/cut.page.ts`);
				return cutChosenFile(spans, second);
			},
			[pieces, again] as const
		)
	]);
	await download.saveAs(to);
	return made;
}

/** A clip from this browser's own encoder. */
export async function ownClip(page: Page, seconds: number, codec: string, to: string): Promise<void> {
	const [download] = await Promise.all([
		page.waitForEvent('download', { timeout: 120_000 }),
		page.evaluate(
			async ([length, wanted]) => {
				const { encodeOwnClip } = await import(/* @vite-ignore */ `${location.origin}/tests/bench/cut.page.ts`);
				await encodeOwnClip(length, wanted);
			},
			[seconds, codec] as const
		)
	]);
	await download.saveAs(to);
}

/** MD5 of every decoded picture of a file with its time in microseconds, as ffmpeg decodes it with all that an edit list would hide. */
export async function pictureHashes(file: string): Promise<{ us: number; md5: string }[]> {
	const { stdout } = await exec(
		'ffmpeg',
		[
			...['-loglevel', 'error', '-ignore_editlist', '1', '-i', file, '-fps_mode', 'passthrough', '-copyts'],
			...['-pix_fmt', 'yuv420p', '-enc_time_base', '1:1000000', '-f', 'framemd5', 'pipe:1']
		],
		BUFFER
	);
	return stdout
		.split('\n')
		.filter((line) => line && !line.startsWith('#'))
		.map((line) => {
			const [, , pts, , , md5] = line.split(',').map((cell) => cell.trim());
			return { us: Number(pts), md5: md5! };
		});
}

/** Whether a file has a box of this kind anywhere. */
export const hasBox = async (file: string, kind: string): Promise<boolean> =>
	(await readFile(file)).indexOf(Buffer.from(kind, 'latin1')) >= 0;
