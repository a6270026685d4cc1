import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { stop } from './say.mjs';

const WANTED = 24;
const majorOf = (program) => {
	const answer = spawnSync(program, ['--version'], { encoding: 'utf8' });
	return Number(/^v(\d+)\./.exec(answer.stdout ?? '')?.[1] ?? 0);
};

let found = null;
/** The Node 24 that came with the packages; a system Node of 24 or newer where no package fits the platform. */
export function pinnedNode() {
	if (found) return found;
	const exe = process.platform === 'win32' ? 'node.exe' : 'node';
	const platform = { linux: 'linux', darwin: 'darwin', win32: 'win' }[process.platform];
	const packaged = inRoot('node_modules', `node-${platform}-${process.arch}`, 'bin', exe);
	if (existsSync(packaged) && majorOf(packaged) === WANTED) return (found = packaged);
	if (majorOf(process.execPath) >= WANTED) return (found = process.execPath);
	return stop(
		`Handloom needs Node ${WANTED}, and the packages bring none for ${process.platform} on ${process.arch}.`,
		`Install Node ${WANTED} or newer, then run the same command again.`
	);
}
