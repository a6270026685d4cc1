import { pinnedNode } from '../setup/pinned-node.mjs';
import { run } from '../setup/run.mjs';
import { say } from '../setup/say.mjs';
import { single } from './count.mjs';

const node = (...args) => run(pinnedNode(), args);

export async function format() {
	say('format');
	return single(await node('node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'));
}

export async function lint() {
	say('lint');
	return single(await node('node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'));
}

/** Needs the generated types of routes and messages. */
export async function types() {
	say('types');
	await node(
		'node_modules/@inlang/paraglide-js/bin/run.js',
		'compile',
		'--project',
		'./project.inlang',
		'--outdir',
		'./src/lib/paraglide',
		'--strategy',
		'localStorage',
		'preferredLanguage',
		'baseLocale',
		'--emit-ts-declarations',
		'--silent'
	);
	await node('node_modules/@sveltejs/kit/svelte-kit.js', 'sync');
	return single(await node('node_modules/svelte-check/bin/svelte-check', '--threshold', 'error', '--output', 'human'));
}
