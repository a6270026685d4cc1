import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { inRoot } from '../setup/paths.mjs';
import { pinnedNode } from '../setup/pinned-node.mjs';
import { run } from '../setup/run.mjs';
import { say } from '../setup/say.mjs';

const results = inRoot('test-results');
const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);
const none = { passed: 0, failed: 1, skipped: 0 };

/** Vitest in Node. A runner that dies without a report counts as one failure. */
export async function unit(args = []) {
	say('unit tests');
	mkdirSync(results, { recursive: true });
	const file = inRoot('test-results', 'vitest.json');
	rmSync(file, { force: true });
	const code = await run(pinnedNode(), [
		'node_modules/vitest/vitest.mjs',
		'run',
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${file}`,
		...args
	]);
	const report = read(file);
	if (!report) return none;
	const skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0);
	return { passed: report.numPassedTests, failed: Math.max(report.numFailedTests, code === 0 ? 0 : 1), skipped };
}

const specsOf = ({ specs, suites = [] }) => [...specs, ...suites.flatMap(specsOf)];

/** Playwright: browser and end-to-end tests against the built app. */
export async function browser({ chromium, args = [] }) {
	say('browser and end-to-end tests');
	const file = inRoot('test-results', 'playwright.json');
	rmSync(file, { force: true });
	const code = await run(pinnedNode(), ['node_modules/@playwright/test/cli.js', 'test', ...args], {
		env: { HANDLOOM_CHROMIUM: chromium, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1', NODE_NO_WARNINGS: '1' }
	});
	const report = read(file);
	const stats = report?.stats;
	if (!stats) return none;
	const late = report.suites.flatMap(specsOf).filter(({ tests }) => tests.some(({ status }) => status === 'flaky'));
	for (const spec of late) say(`passed at the second try only, to be mended: ${spec.file} › ${spec.title}`);
	return {
		passed: stats.expected + stats.flaky,
		failed: Math.max(stats.unexpected, code === 0 ? 0 : 1),
		skipped: stats.skipped
	};
}
