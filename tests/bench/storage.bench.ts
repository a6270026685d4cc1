/** Writing a recording's fragments: rows of IndexedDB as the studio writes them against a file of the origin's own (OPFS), same bytes, same run. */
import { chromium } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBlank, serveSources } from '../browser/source-server.ts';
import { chromiumPath } from '../e2e/launch.ts';
import type { StorageRun, Way } from './storage.worker.ts';
import { close, printTable } from './table.ts';

/** Half a second of 720p30 at 4 Mbit/s, now larger and now smaller, as pictures are. */
const BYTES = 250_000;
const PACED = 60;
const BURST = 100;
const EVERY_MS = 500;
/** A fragment must be written before the next one closes, with room to spare. */
const BAR_MS = 100;

const sizes = (count: number) =>
	Array.from({ length: count }, (_, i) => Math.round(BYTES * (0.7 + ((i * 37) % 61) / 100)));

const server = await serveSources();
const profile = await mkdtemp(join(tmpdir(), 'handloom-storage-'));
const context = await chromium.launchPersistentContext(profile, {
	executablePath: chromiumPath(),
	headless: true,
	args: ['--no-sandbox']
});
const page = context.pages()[0]!;
await openBlank(page, server);
const run = await page.evaluate(
	(asked) =>
		new Promise<StorageRun>((done, refuse) => {
			const worker = new Worker('/tests/bench/storage.worker.ts', { type: 'module' });
			worker.onerror = (event) => refuse(new Error(event.message || 'the worker could not be loaded'));
			worker.onmessage = ({ data }) => (data.ok ? done(data.ok) : refuse(new Error(data.error)));
			worker.postMessage(asked);
		}),
	{ sizes: sizes(PACED), burst: sizes(BURST), everyMs: EVERY_MS }
);
await context.close();
await server.close();
await rm(profile, { recursive: true, force: true });

const quantile = (values: readonly number[], share: number): number =>
	[...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1]!;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const names: Record<Way, string> = {
	rows: 'rows of IndexedDB, hashed (the studio)',
	file: 'OPFS file, written and flushed',
	'file-journal': 'OPFS file, hashed, with a journal row'
};
const burstMb = (2 * sum(sizes(BURST))) / 1e6;
printTable([
	['fragments of about 250 kB, ms', 'p50', 'p95', 'most', 'burst p50', 'burst p95', 'burst most', 'burst MB/s'],
	...(Object.keys(names) as Way[]).map((way) => {
		const cells = [run.paced[way], run.burst[way]].flatMap((times) =>
			[0.5, 0.95, 1].map((share) => quantile(times, share).toFixed(2))
		);
		return [names[way], ...cells, (burstMb / (sum(run.burst[way]) / 1000)).toFixed(0)];
	})
]);
console.log();
printTable([
	['reading back and hashing all of it', 'ms'],
	['rows of IndexedDB', run.readBack.rows.toFixed(0)],
	['OPFS file', run.readBack.file.toFixed(0)]
]);
const p95 = quantile(run.paced.rows, 0.95);
close(
	'storage',
	`a fragment is written in ${p95.toFixed(1)} ms at p95 as rows, ${quantile(run.paced['file-journal'], 0.95).toFixed(1)} ms as a file with a journal`,
	`rows within ${BAR_MS} ms, a fifth of the time between two`,
	p95 <= BAR_MS
);
