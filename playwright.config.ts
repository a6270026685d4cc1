import { defineConfig } from '@playwright/test';

/** Browser and end-to-end tests, against the production server that `tools/e2e.mjs` starts. One worker: two cores. */
export default defineConfig({
	testDir: 'tests',
	globalSetup: './tests/e2e/global-setup.ts',
	testMatch: ['browser/**/*.spec.ts', 'e2e/**/*.spec.ts'],
	workers: 1,
	fullyParallel: false,
	retries: 0,
	timeout: 180_000,
	expect: { timeout: 20_000 },
	reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
	outputDir: 'test-results/playwright'
});
