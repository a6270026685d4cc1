/** Random ranges cut out of a ten-minute take, beside `ffmpeg -c copy` and a full re-encode, as ffmpeg does it unasked and as fast as it can; every copied picture is the source's own. */
import { chromium } from '@playwright/test';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chanceFrom } from '../../tools/synthetic-take/motion/chance.ts';
import { serveSources } from '../browser/source-server.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { cutFile, hasBox, openCutter, pictureHashes } from './cut-file.ts';
import { paintedClip } from './painted-clip.ts';
import { ROUND } from './painted-counter.ts';
import { close, median, printTable } from './table.ts';

const exec = promisify(execFile);
const BAR_S = 2;
const BAR_TIMES = 5;
const MINUTES = 10;
const FRAMES = MINUTES * ROUND;
const seed = Number(process.argv[2] ?? 1);

const folder = await mkdtemp(join(tmpdir(), 'handloom-cut-'));
const minute = await paintedClip();
const take = join(folder, 'take.mp4');
const fragmented = ['-movflags', 'frag_keyframe+empty_moov+default_base_moof'];
await exec('ffmpeg', ['-loglevel', 'error', '-stream_loop', String(MINUTES - 1), '-i', minute, '-c', 'copy', ...fragmented, take]); // prettier-ignore
/** Pictures of the minute that the take repeats: its groups of pictures are closed, so each decodes to the same every time. */
const source = (await pictureHashes(minute)).map(({ md5 }) => md5);
const timeOf = (frame: number) => Math.round((frame * 1e6) / 30);

/** Each begins inside a group of pictures; the last one has a hole in its middle. */
function makeRanges(): { from: number; to: number }[][] {
	const chance = chanceFrom(seed);
	const inside = (low: number, high: number) => {
		const frame = Math.floor(chance.between(low, high));
		return frame % 15 === 0 ? frame + 1 : frame;
	};
	const whole = [1, 2].map(() => {
		const from = inside(0, FRAMES - 900);
		return [{ from, to: inside(from + 600, FRAMES) }];
	});
	return [...whole, [{ from: inside(0, 3000), to: inside(5000, 8000) }, { from: inside(9000, 11_000), to: inside(14_000, 18_000) }]]; // prettier-ignore
}

async function secondsOf(run: () => Promise<unknown>): Promise<number> {
	const beganMs = performance.now();
	await run();
	return (performance.now() - beganMs) / 1000;
}

const server = await serveSources();
// A profile as people have one: off the record there is no room for a take of ten minutes and its cuts.
const browser = await chromium.launchPersistentContext(join(folder, 'profile'), { executablePath: chromiumPath(), args: ['--no-sandbox'], acceptDownloads: true }); // prettier-ignore
const page = await openCutter(browser, server);
// The first cut loads the code and brings the take into the store.
await cutFile(page, take, [{ startUs: timeOf(20), endUs: timeOf(100) }], join(folder, 'warm.mp4'));

const rows: (readonly (string | number)[])[] = [['range, frames', 'cut s', 'and stored s', 'ffmpeg copy s', 'ultrafast s', 're-encode s', 'times faster', 'encoded', 'copied', 'right', 'outside']]; // prettier-ignore
const seconds: number[] = [];
const faster: number[] = [];
let sound = true;
for (const pieces of makeRanges()) {
	const out = join(folder, 'cut.mp4');
	const spans = pieces.map(({ from, to }) => ({ startUs: timeOf(from), endUs: timeOf(to) }));
	const made = await cutFile(page, take, spans, out);
	const [first, last] = [spans[0]!, spans.at(-1)!];
	const range = ['-ss', String(first.startUs / 1e6), '-to', String(last.endUs / 1e6), '-i', take];
	const ffmpeg = (how: string[]) => exec('ffmpeg', ['-loglevel', 'error', '-y', ...range, ...how, join(folder, 'other.mp4')]); // prettier-ignore
	const copyS = await secondsOf(() => ffmpeg(['-c', 'copy']));
	const hastyS = await secondsOf(() => ffmpeg(['-c:v', 'libx264', '-preset', 'ultrafast']));
	const againS = await secondsOf(() => ffmpeg(['-c:v', 'libx264']));

	const shown = await pictureHashes(out);
	const wanted = pieces.flatMap(({ from, to }) =>
		Array.from({ length: to - from }, (_, i) => source[(from + i) % ROUND]!)
	);
	const right = shown.filter(({ md5 }, i) => md5 === wanted[i]).length;
	const begins = shown[0]?.us === 0 && shown.every(({ us }, i) => i === 0 || us > shown[i - 1]!.us);
	sound &&= right === made.copied && shown.length === wanted.length && begins && !(await hasBox(out, 'elst'));
	const cutS = made.ms / 1000;
	seconds.push(cutS);
	faster.push(againS / cutS);
	rows.push([
		pieces.map(({ from, to }) => `${from}-${to}`).join(' and '),
		cutS.toFixed(2),
		(cutS + made.storeMs / 1000).toFixed(2),
		copyS.toFixed(2),
		hastyS.toFixed(1),
		againS.toFixed(1),
		(againS / cutS).toFixed(1),
		made.encoded,
		made.copied,
		right,
		shown.length - wanted.length
	]);
}
await browser.close();
await server.close();
await rm(folder, { recursive: true, force: true });
printTable(rows);
close(
	'cut',
	`longest ${Math.max(...seconds).toFixed(2)} s, median ${median(seconds).toFixed(2)} s, at least ${Math.min(...faster).toFixed(1)} times faster than re-encoding, ${sound ? 'every copied picture the source’s own, none outside' : 'pictures wrong'}`,
	`under ${BAR_S} s, ${BAR_TIMES} times faster, all pictures right`,
	sound && Math.max(...seconds) < BAR_S && Math.min(...faster) >= BAR_TIMES
);
