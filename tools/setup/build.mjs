import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compressAhead, compressClient } from './compress.mjs';
import { inRoot, root } from './paths.mjs';
import { pinnedNode } from './pinned-node.mjs';
import { run } from './run.mjs';
import { say, stop } from './say.mjs';

const INPUTS = [
	'src',
	'workers',
	'static',
	'messages',
	'project.inlang/settings.json',
	'tools/serve',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json',
	'package-lock.json'
];
const NOT_INPUT = /(\.test\.ts|README\.md|RULES\.md)$|[\\/]paraglide[\\/]/;

function filesBelow(path) {
	if (!existsSync(path)) return [];
	if (statSync(path).isFile()) return [path];
	return readdirSync(path).flatMap((name) => filesBelow(join(path, name)));
}

/** SHA-256 over names and bytes of all that the build reads. */
export function inputsHash() {
	const hash = createHash('sha256');
	const files = INPUTS.flatMap((name) => filesBelow(inRoot(name)))
		.filter((file) => !NOT_INPUT.test(file))
		.sort();
	for (const file of files) hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
	return hash.digest('hex');
}

/** Models and runtimes from the installed packages; the tool itself skips what is up to date and stops on a wrong hash. */
export async function ensureModels() {
	const code = await run(pinnedNode(), ['--disable-warning=ExperimentalWarning', 'tools/models/build.ts']);
	if (code !== 0) stop('The hand models could not be made from the installed packages; the reason stands above.');
}

/** Builds the app and compresses it, unless nothing changed since the last build. */
export async function ensureBuilt({ force = false } = {}) {
	const stamp = inRoot('build', '.inputs');
	const hash = inputsHash();
	if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
	say('building the studio (about a minute)');
	const [code] = await Promise.all([
		run(pinnedNode(), ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], { quiet: true }),
		compressAhead()
	]);
	if (code !== 0) stop('The build failed; the reason stands above.');
	await compressClient();
	writeFileSync(stamp, hash);
}
