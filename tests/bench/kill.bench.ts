/** The whole browser is killed at a random moment of a recording, again and again: what is lost, and whether the rest is sound. `--rounds 100` */
import type { Page } from '@playwright/test';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Take } from '../../src/lib/schema/take.ts';
import { startHub } from '../e2e/hub.ts';
import { storedFile, storedTakes } from '../e2e/stored.ts';
import { openDetached, type DetachedBrowser } from '../e2e/detached-browser.ts';
import { paintedCamera, readCounters } from './painted-camera.ts';
import { judgeCounters, stepsBetween } from './painted-counter.ts';
import { reportFromPage, type Reported } from './report-from-page.ts';
import { close, printTable } from './table.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string' }, seed: { type: 'string' } } });
const rounds = Number(values.rounds ?? 20);
let state = Number(values.seed ?? 1);
/** The same moments for the same seed: 0 to 1. */
const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;

/** A recording is killed between so many seconds after its start. */
const EARLIEST_S = 0.5;
const LATEST_S = 6;
const FPS = 30;
const BAR_S = 1;
const SEEKS = 3;

/** When Record was pressed, the counter when the page said that it records, and what the page had reported at the kill. */
type Killed = { afterS: number; pressedMs: number; first: number | null; before: Reported };
type Round = { afterS: number; lostS: number; frames: number; rows: number; seeks: number; faults: string[] };

const hub = await startHub();
const camera = await paintedCamera();
const folder = await mkdtemp(join(tmpdir(), 'handloom-kill-'));
/** A new profile every ten rounds: what earlier rounds left must not get in the way, but some of it must be there. */
const profileOf = (round: number) => join(folder, `profile-${Math.floor(round / 10)}`);
const made: Round[] = [];
/** Takes of this profile that were there after an earlier kill. */
const known = new Set<string>();
const open: { browser: DetachedBrowser | null } = { browser: null };
for (let round = 0; round < rounds; round += 1) {
	if (round % 10 === 0) {
		await open.browser?.kill();
		open.browser = null;
		known.clear();
	}
	const result = await killOnce(round);
	made.push(result);
	if (result.faults.length > 0)
		await cp(join(folder, 'before'), join(tmpdir(), `handloom-fault-${round}`), { recursive: true });
	console.log(
		`${String(round + 1).padStart(3)}: killed after ${result.afterS.toFixed(2)} s, lost ${result.lostS.toFixed(2)} s, ${result.frames} frames in ${result.rows} rows ${result.faults.join('; ')}`
	);
}
await open.browser?.kill();
await hub.close();
await rm(folder, { recursive: true, force: true });

const lost = made.map(({ lostS }) => lostS).sort((a, b) => a - b);
const faults = made.flatMap((one) => one.faults);
const at = (share: number) => `${lost[Math.min(lost.length - 1, Math.floor(lost.length * share))]!.toFixed(2)} s`;
printTable([
	['kills of the whole browser', 'value'],
	['rounds', rounds],
	['killed after, s', `${EARLIEST_S} to ${LATEST_S}, seed ${values.seed ?? 1}`],
	['lost, median / p95 / most', `${at(0.5)} / ${at(0.95)} / ${at(1)}`],
	[`rounds that lost over ${BAR_S} s`, lost.filter((one) => one > BAR_S).length],
	['rows read back', made.reduce((sum, { rows }) => sum + rows, 0)],
	['places sought', made.reduce((sum, { seeks }) => sum + seeks, 0)],
	['acknowledged rows missing or changed, takes gone, places not found', faults.length]
]);
close(
	'kill',
	`${at(1)} lost at most in ${rounds} kills, ${faults.length} faults`,
	`at most ${BAR_S.toFixed(1)} s each, every acknowledged row there and equal, every place found within a frame`,
	lost.at(-1)! <= BAR_S && faults.length === 0
);

async function killOnce(round: number): Promise<Round> {
	const running = open.browser ?? (await openDetached(profileOf(round), camera));
	const reported = await reportFromPage(running.context);
	await running.page.goto(`${hub.url}/record/move-block`);
	const pressedMs = Date.now();
	await running.page.getByRole('button', { name: 'Record', exact: true }).click();
	await running.page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
	const startedMs = Date.now();
	const first = reported.counter;
	await new Promise((done) => setTimeout(done, (EARLIEST_S + random() * (LATEST_S - EARLIEST_S)) * 1000));
	const afterS = (Date.now() - startedMs) / 1000;
	const before: Reported = structuredClone(reported);
	await running.kill();
	// What the database was before the browser opened it again, for looking into a fault.
	const database = join(profileOf(round), 'Default', 'IndexedDB');
	await rm(join(folder, 'before'), { recursive: true, force: true });
	await cp(database, join(folder, 'before'), { recursive: true, filter: (path) => !path.includes('.blob') });
	open.browser = await openDetached(profileOf(round), camera);
	return readBack(open.browser, round, { afterS, pressedMs, first, before });
}

/** The next visit: the take must be there again, and be what was acknowledged. */
async function readBack({ page }: DetachedBrowser, round: number, killed: Killed): Promise<Round> {
	const { afterS, pressedMs, first, before } = killed;
	const faults: string[] = [];
	await page.goto(`${hub.url}/`);
	const take = await recoveredTake(page, pressedMs);
	const there = new Set((await storedTakes(page)).map(({ id }) => id as string));
	const gone = [...known].filter((id) => !there.has(id)).length;
	if (gone > 0) faults.push(`${gone} takes of earlier rounds are gone`);
	for (const id of known) if (!there.has(id)) known.delete(id);
	if (take) known.add(take.id);
	if (!take) {
		// Killed before the first fragment: all of it is lost, and nothing was acknowledged.
		if (before.storedBytes > 0) faults.push('an acknowledged take was not recovered');
		const lostS = first === null || before.counter === null ? afterS : stepsBetween(first, before.counter) / FPS;
		return { afterS, lostS, frames: 0, rows: 0, seeks: 0, faults };
	}
	const { rows, file, timesUs } = await storedFile(page, take.id);
	for (const row of before.rows.filter((one) => one.takeId === take.id)) {
		const now = rows.find(({ seq }) => seq === row.seq);
		if (now?.sha256 !== row.sha256 || !now.sound) faults.push(`acknowledged row ${row.seq} is missing or changed`);
	}
	if (before.storedBytes > file.length) faults.push(`${before.storedBytes} bytes acknowledged, ${file.length} there`);
	if (rows.some((row, seq) => !row.sound || row.seq !== seq)) faults.push('a row is not sound');

	const path = join(folder, `take-${round}.mp4`);
	await writeFile(path, file);
	const counters = await readCounters(path);
	const report = judgeCounters(counters);
	if (report.duplicates + report.reordered + report.unreadable > 0) faults.push('frames double or out of order');
	if (counters.length !== timesUs.length) faults.push(`${timesUs.length} times for ${counters.length} frames`);
	const lastS = before.counter === null ? 0 : stepsBetween(counters.at(-1) ?? 0, before.counter) / FPS;
	faults.push(...(await seekFaults(path, timesUs, counters)));
	await rm(path);
	return { afterS, lostS: Math.max(0, lastS), frames: counters.length, rows: rows.length, seeks: SEEKS, faults };
}

/** The take begun since then, once the page has finished all that were cut off. */
async function recoveredTake(page: Page, sinceMs: number): Promise<Take | null> {
	const words = page.getByRole('heading', { name: 'A recording was cut off' }).first();
	await words.waitFor({ timeout: 15_000 }).catch(() => undefined);
	for (let tries = 0; tries < 100; tries += 1) {
		const takes = (await storedTakes(page)).sort((a, b) => b.createdAtMs - a.createdAtMs);
		if (takes.every(({ state }) => state !== 'recording'))
			return takes.find((take) => take.createdAtMs >= sinceMs) ?? null;
		await page.waitForTimeout(100);
	}
	return null;
}

/** Seeks to places of a file; each must show the frame of that time or a neighbour. */
async function seekFaults(path: string, timesUs: number[], counters: (number | null)[]): Promise<string[]> {
	const faults: string[] = [];
	for (let i = 0; i < SEEKS; i += 1) {
		const index = Math.floor(random() * timesUs.length);
		// Half a millisecond early, because a place is given in decimals.
		const place = Math.max(0, timesUs[index]! / 1e6 - 0.0005).toFixed(6);
		const [found] = await readCounters(path, ['-ss', place]);
		const near = counters.slice(Math.max(0, index - 1), index + 2);
		if (found === undefined || found === null || !near.includes(found)) faults.push(`place ${place} shows ${found}`);
	}
	return faults;
}
