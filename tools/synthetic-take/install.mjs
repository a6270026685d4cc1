import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';
import { say, stop } from '../setup/say.mjs';

const folder = inRoot('tools', 'synthetic-take');
const { devDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** The version that lies in this folder's own node_modules; null where none does. */
function versionOf(name) {
	const path = join(folder, 'node_modules', name, 'package.json');
	return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).version : null;
}

/** Installs what draws the takes (some 130 MB) beside this file, unless it is there. The product never needs it. */
export async function ensureSceneInstalled() {
	if (Object.entries(devDependencies).every(([name, version]) => versionOf(name) === version)) return;
	say('installing what draws the takes (once, some 130 MB)');
	const code = await run('npm', ['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'], {
		cwd: folder
	});
	if (code !== 0) stop('npm could not install three and the hand model; what it said stands above.');
}
