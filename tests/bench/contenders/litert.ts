import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { OtherFiles } from '../../browser/source-server.ts';

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

const PREFIX = '/contenders/litert/';

/**
 * Its files under `/contenders/litert/`, for `serveSources`; `core/dist/index.js` is its module, `core/wasm/` its runtime.
 * They come from a server and not from Playwright's routes, which refuse the scripts of workers that a worker starts.
 */
export const litertFiles: OtherFiles = (url) => {
	if (!url.startsWith(PREFIX)) return null;
	const path = url.slice(PREFIX.length).replace(/[?#].*/, '');
	const body = readFileSync(join(folder, path));
	const type = TYPES[extname(path)] ?? 'application/octet-stream';
	// A browser does not find packages by their name.
	if (path === 'core/dist/index.js')
		return { body: body.toString().replace('"@litertjs/wasm-utils"', `"${PREFIX}wasm-utils/dist/index.js"`), type };
	return { body, type };
};
