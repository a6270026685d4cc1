/** Bytes over the wire (brotli) of a first visit to the record page: until it can record, and until tracking is ready. */
import { handCamera } from '../e2e/cameras.ts';
import { startHub } from '../e2e/hub.ts';
import { launchStudio } from '../e2e/launch.ts';
import { waitForTracking } from '../e2e/recording.ts';
import { close, printTable } from './table.ts';

const JS_BAR = 150_000;
const ALL_BAR = 6_500_000;

type Row = { url: string; bytes: number; atMs: number };

const hub = await startHub();
const studio = await launchStudio({ camera: await handCamera(), baseURL: hub.url });
const rows: Row[] = [];
const started = Date.now();
studio.context.on('requestfinished', async (request) => {
	const atMs = Date.now() - started;
	// The service worker copies what the page already fetched out of the browser's own cache: no bytes on the wire.
	const sizes = await request.sizes().catch(() => null);
	if (sizes && !request.serviceWorker()) rows.push({ url: new URL(request.url()).pathname, bytes: sizes.responseBodySize + sizes.responseHeadersSize, atMs });
});
const { page } = studio;
await page.goto('/record/move-block');
await page.getByRole('button', { name: /^Record/ }).waitFor();
const usableMs = Date.now() - started;
await waitForTracking(page);
const trackingMs = Date.now() - started;
await page.waitForTimeout(500);
await studio.close();
await hub.close();

const isScript = (row: Row) => /\.m?js$/.test(row.url) && !row.url.startsWith('/runtime/');
const sum = (list: Row[]) => list.reduce((total, row) => total + row.bytes, 0);
const before = (ms: number) => rows.filter((row) => row.atMs <= ms);
const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

printTable([
	['file', 'bytes', 'at ms'],
	...[...before(trackingMs)].sort((a, b) => b.bytes - a.bytes).slice(0, 14).map((row) => [row.url, row.bytes, row.atMs])
]);
console.log();
const usable = before(usableMs);
const scripts = sum(usable.filter(isScript));
const scriptsBeforeModels = sum(before(trackingMs).filter(isScript));
const all = sum(before(trackingMs));
printTable([
	['until', 'JavaScript', 'everything', 'after ms'],
	['record page usable', kB(scripts), kB(sum(usable)), usableMs],
	['tracking ready (lite)', kB(scriptsBeforeModels), kB(all), trackingMs]
]);
const met = scriptsBeforeModels <= JS_BAR && all <= ALL_BAR;
close('first-load', `${kB(scriptsBeforeModels)} of JavaScript, ${(all / 1e6).toFixed(2)} MB to tracking ready`, 'at most 150 kB, 6.5 MB', met);
