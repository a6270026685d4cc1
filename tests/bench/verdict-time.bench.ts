/** From Stop to the verdict, of a take of a minute that was tracked live: the built product with a camera of 720p. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHub } from '../e2e/hub.ts';
import { launchStudio } from '../e2e/launch.ts';
import { sampleFile } from '../e2e/media.ts';
import { newestTake, waitForTracking } from '../e2e/recording.ts';
import { storedRows } from '../e2e/stored.ts';
import { close, printTable } from './table.ts';

const [seconds = 60, takes = 2] = process.argv.slice(2).map(Number);
const BAR_S = 3;

type Judged = {
	takeId: string;
	restsOn: string;
	looks: unknown[];
	report: { verdict: string; results: { rule: string }[] };
};

const folder = await mkdtemp(join(tmpdir(), 'handloom-verdict-'));
const camera = join(folder, 'camera.mjpeg');
// The synthetic hand at work, forth and back, as a camera of 720p sees it.
const scene =
	'trim=2.7:6.7,setpts=PTS-STARTPTS,colorchannelmixer=rr=0.72:gg=0.72:bb=0.72,scale=1280:960,crop=1280:720,split[a][b];[b]reverse[r];[a][r]concat,format=yuvj420p';
execFileSync('ffmpeg', [
	'-loglevel',
	'error',
	'-i',
	sampleFile('grasp'),
	'-vf',
	scene,
	'-c:v',
	'mjpeg',
	'-q:v',
	'4',
	camera
]);
const hub = await startHub();
const studio = await launchStudio({ baseURL: hub.url, camera });
const { page } = studio;
const rows: (string | number)[][] = [
	['take', 'length, s', 'seen live, a second', 'looks', 'rules', 'said', 'after, s']
];
const after: number[] = [];
try {
	for (let number = 1; number <= takes; number += 1) {
		await page.goto('/record/move-block');
		await waitForTracking(page);
		await page
			.locator('[data-lamp="right"][data-state="good"], [data-lamp="left"][data-state="good"]')
			.first()
			.waitFor();
		await page.getByRole('button', { name: 'Record', exact: true }).click({ timeout: 120_000 });
		const stop = page.getByRole('button', { name: 'Stop', exact: true });
		await stop.waitFor({ timeout: 60_000 });
		await page.waitForTimeout(seconds * 1000);
		// On the page's own clock, from the press to the words on the screen.
		await page.evaluate(() => {
			const at = { pressed: 0, judged: 0 };
			Object.assign(window, { at });
			addEventListener('click', () => (at.pressed ||= performance.now()), true);
			new MutationObserver(() => {
				if (!at.judged && document.querySelector('[data-verdict]')) at.judged = performance.now();
			}).observe(document.body, { childList: true, subtree: true });
		});
		await stop.click();
		await page.locator('[data-verdict]').waitFor({ timeout: 300_000 });
		const tookS = await page.evaluate(() => {
			const { at } = window as unknown as { at: { pressed: number; judged: number } };
			return (at.judged - at.pressed) / 1000;
		});
		const take = await newestTake(page);
		const judged = (await storedRows<Judged>(page, 'quality')).find(({ takeId }) => takeId === take.id)!;
		const lengthS = take.durationUs / 1e6;
		after.push(tookS);
		rows.push([number, lengthS.toFixed(1), ((take.facts!.trackedLiveFrames ?? 0) / lengthS).toFixed(1), judged.looks.length, judged.report.results.length, `${judged.report.verdict}, by ${judged.restsOn}`, tookS.toFixed(2)]); // prettier-ignore
	}
} finally {
	await studio.close();
	await hub.close();
	await rm(folder, { recursive: true, force: true });
}
printTable(rows);
const worst = Math.max(...after);
close(
	'verdict-time',
	`${worst.toFixed(2)} s after Stop at the latest, takes of ${seconds} s, ${cpus().length} cores`,
	`at most ${BAR_S} s`,
	worst <= BAR_S
);
