import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';
import { say, stop } from './say.mjs';

const stamp = inRoot('node_modules', '.handloom-lock');
const lockHash = () =>
	createHash('sha256')
		.update(readFileSync(inRoot('package-lock.json')))
		.digest('hex');

/** Installs exactly what the lockfile names, unless that is what is there. Ends with plain words where it cannot. */
export async function ensureInstalled() {
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()) return;
	say('installing the packages of the lockfile (once, a minute or two)');
	// Not `npm ci`: it refuses a lockfile as soon as a registry lacks one platform's build of an optional package.
	// What the lockfile names is installed at its version and checked against its hash either way.
	const code = await run('npm', ['install', '--no-save', '--no-fund', '--no-audit', '--loglevel=error']);
	if (code === 127) stop('npm was not found.', 'Install Node.js (it brings npm), then run the same command again.');
	if (code !== 0)
		stop(
			'npm could not install the packages; what it said stands above.',
			'If it speaks of the network: the package registry cannot be reached from here.',
			'Check the connection (or the proxy in your .npmrc), then run the same command again. Nothing was lost.'
		);
	writeFileSync(stamp, lockHash());
}
