/** Bytes over the wire (brotli) of a first visit to the record page: until it can record, and until tracking is ready. */
import { handCamera } from '../e2e/cameras.ts';
import { startHub } from '../e2e/hub.ts';
import { launchStudio } from '../e2e/launch.ts';
import { waitForTracking } from '../e2e/recording.ts';
import { openCountingProxy, type Passed } from './counting-proxy.ts';
import { close, printTable } from './table.ts';

const JS_BAR = 150_000;
const ALL_BAR = 6_500_000;

const hub = await startHub();
const proxy = await openCountingProxy(hub.port);
const studio = await launchStudio({ camera: await handCamera(), baseURL: proxy.url });
const { page } = studio;
await page.goto('/record/move-block');
await page.getByRole('button', { name: 'Record', exact: true }).waitFor();
const usable = [...proxy.passed];
await waitForTracking(page);
const ready = [...proxy.passed];
await studio.close();
proxy.close();
await hub.close();

const isScript = (row: Passed) => /\.m?js$/.test(row.path) && !row.path.startsWith('/runtime/');
const isWorker = (row: Passed) => row.path.includes('/workers/');
const bytes = (rows: readonly Passed[]) => rows.reduce((total, row) => total + row.headBytes + row.bodyBytes, 0);
const kB = (value: number) => `${(value / 1000).toFixed(1)} kB`;

printTable([
	['largest answers until tracking is ready', 'body', 'head', 'at ms'],
	...[...ready]
		.sort((a, b) => b.bodyBytes - a.bodyBytes)
		.slice(0, 16)
		.map((row) => [row.path, row.bodyBytes, row.headBytes, row.atMs])
]);
console.log();
const rowOf = (name: string, rows: readonly Passed[]) => [
	name,
	rows.filter(isScript).length,
	kB(bytes(rows.filter((row) => isScript(row) && !isWorker(row)))),
	kB(bytes(rows.filter(isWorker))),
	kB(bytes(rows))
];
printTable([
	['until', 'scripts', 'page JavaScript', 'worker JavaScript', 'everything'],
	rowOf('record page usable', usable),
	rowOf('tracking ready (lite)', ready)
]);
const scripts = bytes(ready.filter(isScript));
const all = bytes(ready);
close(
	'first-load',
	`${kB(scripts)} of JavaScript, ${(all / 1e6).toFixed(2)} MB to tracking ready`,
	'aim 150 kB; at most 6.5 MB',
	scripts <= JS_BAR && all <= ALL_BAR
);
