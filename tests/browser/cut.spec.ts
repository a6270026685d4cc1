import { chromium, expect, test, type Browser } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cutFile, hasBox, openCutter, ownClip, pictureHashes } from '../bench/cut-file.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { serveSources, type SourceServer } from './source-server.ts';

let server: SourceServer;
let browser: Browser;
let folder: string;
test.beforeAll(async () => {
	[server, browser, folder] = await Promise.all([
		serveSources(),
		chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] }),
		mkdtemp(join(tmpdir(), 'handloom-cut-'))
	]);
});
test.afterAll(async () => {
	await browser.close();
	await server.close();
	await rm(folder, { recursive: true, force: true });
});

for (const codec of ['avc1.42001f', 'vp09.00.21.08', 'vp8'])
	test(`${codec}: packets are copied, only edges are encoded again, and nothing from outside is there`, async () => {
		test.setTimeout(120_000);
		const page = await openCutter(browser, server);
		const [clip, out] = [join(folder, `${codec}.mp4`), join(folder, `${codec}-cut.mp4`)];
		await ownClip(page, 6, codec, clip);
		const source = await pictureHashes(clip);
		// From within a group, from one picture before the next group, and inside one group. 15 pictures a group.
		const pieces = [[7, 60], [74, 121], [152, 158]] as const; // prettier-ignore
		const spans = pieces.map(([from, to]) => ({ startUs: source[from]!.us, endUs: source[to]!.us }));
		const made = await cutFile(page, clip, spans, out);
		const shown = await pictureHashes(out);
		const wanted = pieces.flatMap(([from, to]) => source.slice(from, to));
		expect(shown).toHaveLength(wanted.length);
		expect(shown[0]!.us).toBe(0);
		// 7 to 14, 74, and 152 to 157.
		expect(made).toMatchObject({ encoded: 8 + 1 + 6, copied: wanted.length - 15, frames: wanted.length });
		expect(shown.filter(({ md5 }, i) => md5 === wanted[i]!.md5)).toHaveLength(made.copied);
		expect(await hasBox(out, 'elst')).toBe(false);

		// What was cut is cut again: from two pictures behind the second key picture, 23 to 49 as they are.
		const twice = join(folder, `${codec}-twice.mp4`);
		const second = await cutFile(page, clip, spans, twice, [{ startUs: shown[10]!.us, endUs: shown[50]!.us }]);
		expect(second).toMatchObject({ encoded: 13, copied: 27, frames: 40 });
		const left = await pictureHashes(twice);
		expect(left.slice(13).map(({ md5 }) => md5)).toEqual(shown.slice(23, 50).map(({ md5 }) => md5));
		expect(left[0]!.us).toBe(0);
		await page.close();
	});
