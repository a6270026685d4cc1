/** Random edit sequences in two tabs with reloads and kills, over the browser's database: do they converge, is anything lost? */
import { resolve } from 'node:path';
import { build } from 'vite';
import { launchStudio } from '../e2e/launch.ts';
import type { SequenceResult } from '../builders/edit-sequences.ts';
import { close, printTable } from './table.ts';

const [countText = '1000', firstText = '1'] = process.argv.slice(2);
const COUNT = Number(countText);
const FIRST = Number(firstText);
const STEPS = 24;
const AT_ONCE = 20;
const ORIGIN = 'http://localhost:9';

/** One file of plain JavaScript, with everything that it imports. */
async function bundle(entry: string): Promise<string> {
	const built = await build({
		configFile: false,
		logLevel: 'error',
		publicDir: false,
		build: {
			write: false,
			minify: false,
			target: 'esnext',
			rolldownOptions: { input: resolve(import.meta.dirname, 'converge', entry), output: { codeSplitting: false } }
		}
	});
	const outputs = Array.isArray(built) ? built : [built];
	const [chunk] = outputs.flatMap((one) => ('output' in one ? one.output : []));
	if (chunk?.type !== 'chunk') throw new Error(`${entry} was not built`);
	return chunk.code;
}

const [pageCode, workerCode] = [await bundle('converge.page.ts'), await bundle('tab.worker.ts')];
const studio = await launchStudio({ baseURL: ORIGIN });
const { page } = studio;
await page.route(`${ORIGIN}/**`, (route) =>
	route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>converge</title>' })
);
await page.goto(ORIGIN);
await page.addScriptTag({ content: pageCode, type: 'module' });
await page.waitForFunction(() => 'converge' in globalThis);

const started = performance.now();
const results: SequenceResult[] = [];
for (let from = FIRST; from < FIRST + COUNT; from += AT_ONCE) {
	const seeds = Array.from({ length: Math.min(AT_ONCE, FIRST + COUNT - from) }, (_, i) => from + i);
	results.push(
		...(await page.evaluate(
			([code, list, steps]) =>
				(
					globalThis as unknown as { converge(code: string, seeds: number[], steps: number): Promise<SequenceResult[]> }
				).converge(code, list, steps),
			[workerCode, seeds, STEPS] as const
		))
	);
}
const seconds = (performance.now() - started) / 1000;
await studio.close();

const bad = results.filter(({ problems }) => problems.length > 0);
for (const { seed, problems } of bad) console.log(`seed ${seed}: ${problems.join('; ')}`);
const sum = (of: (result: SequenceResult) => number) => results.reduce((total, result) => total + of(result), 0);
printTable([
	['two tabs on one document', 'value'],
	['sequences', results.length],
	['seeds', `${FIRST} to ${FIRST + COUNT - 1}`],
	['steps in each', STEPS],
	['edits', sum(({ edits }) => edits)],
	['acknowledged', sum(({ acknowledged }) => acknowledged)],
	['reloads', sum(({ reloads }) => reloads)],
	['kills (worker ended in the middle)', sum(({ kills }) => kills)],
	['seconds', seconds.toFixed(1)],
	['sequences with a problem', bad.length]
]);
close(
	'converge',
	`${bad.length} of ${results.length} sequences`,
	'none diverges, none loses an acknowledged edit',
	bad.length === 0
);
