import { chromium, expect, test } from '@playwright/test';
import { judgeTake } from '../../src/lib/domain/quality/judge-take.ts';
import { canonicalJson } from '../../src/lib/domain/rights/canonical-json.ts';
import { anyTake } from '../builders/quality.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { openBlank, serveSources } from './source-server.ts';

const REPORTS = 1000;

test(`${REPORTS} reports are the same in a browser as in Node, byte for byte`, async () => {
	const first = Number(process.env['HANDLOOM_SEED'] ?? Math.floor(Math.random() * 1e9));
	console.log(`seeds from HANDLOOM_SEED=${first}`);
	const server = await serveSources();
	const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
	try {
		const page = await browser.newPage();
		await openBlank(page, server);
		const there = await page.evaluate(
			async ({ first, count }) => {
				const load = (path: string) => import(/* @vite-ignore */ `${location.origin}${path}`);
				const { anyTake } = await load('/tests/builders/quality.ts');
				const { judgeTake } = await load('/src/lib/domain/quality/judge-take.ts');
				return Array.from({ length: count }, (_, i) => {
					const { take, rules } = anyTake(first + i);
					return JSON.stringify(judgeTake(take, rules));
				});
			},
			{ first, count: REPORTS }
		);
		const verdicts = { accept: 0, warn: 0, retake: 0 };
		const rules = new Map<string, number>();
		for (let i = 0; i < REPORTS; i++) {
			const { take, rules: asked } = anyTake(first + i);
			const report = judgeTake(take, asked);
			expect(there[i], `seed ${first + i}`).toBe(JSON.stringify(report));
			// What JSON cannot say would be told apart by nobody.
			expect(canonicalJson(JSON.parse(there[i]!)), `seed ${first + i}`).toBe(canonicalJson(report));
			verdicts[report.verdict] += 1;
			for (const result of report.results)
				if (result.verdict !== 'accept') rules.set(result.rule, (rules.get(result.rule) ?? 0) + 1);
		}
		console.log(JSON.stringify({ verdicts, speaking: Object.fromEntries(rules) }));
		expect(rules.size, 'every rule has spoken').toBe(16);
	} finally {
		await browser.close();
		await server.close();
	}
});
