import type { Page } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/**
 * LiteRT.js runs the TFLite files as they are, with the arithmetic that they were made for. It is no dependency of
 * Handloom: `npm ci --prefix tests/bench/contenders` installs it here, or HANDLOOM_CONTENDERS names a folder that has it.
 */
const folder = join(process.env['HANDLOOM_CONTENDERS'] ?? import.meta.dirname, 'node_modules/@litertjs');

export const hasLitert = existsSync(join(folder, 'core/package.json'));
export const NO_LITERT = 'LiteRT.js is not installed: npm ci --prefix tests/bench/contenders';
export const litertVersion = (): string =>
	(JSON.parse(readFileSync(join(folder, 'core/package.json'), 'utf8')) as { version: string }).version;

const TYPES: Record<string, string> = { '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** Serves its files to a page under `/contenders/litert/`; `core/dist/index.js` is its module, `core/wasm/` its runtime. */
export async function serveLitert(page: Page): Promise<void> {
	await page.context().route('**/contenders/litert/**', (route) => {
		const path = new URL(route.request().url()).pathname.replace('/contenders/litert/', '');
		const body = readFileSync(join(folder, path));
		const headers = {
			'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
			'cross-origin-embedder-policy': 'require-corp',
			'cross-origin-resource-policy': 'same-origin'
		};
		// A browser does not find packages by their name.
		const text = () =>
			body.toString().replace('"@litertjs/wasm-utils"', '"/contenders/litert/wasm-utils/dist/index.js"');
		return route.fulfill({ body: path === 'core/dist/index.js' ? text() : body, headers });
	});
}
