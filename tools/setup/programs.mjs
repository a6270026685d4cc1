import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run } from './run.mjs';
import { say, stop } from './say.mjs';

const NAMES = {
	chromium: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
	ffmpeg: ['ffmpeg']
};
const MAC = [
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];

function find(kind) {
	const given = kind === 'chromium' ? process.env.HANDLOOM_CHROMIUM : null;
	if (given && existsSync(given)) return given;
	const which = process.platform === 'win32' ? 'where' : 'which';
	for (const name of NAMES[kind]) {
		const path = spawnSync(which, [name], { encoding: 'utf8' }).stdout?.split('\n')[0]?.trim();
		if (path) return path;
	}
	return kind === 'chromium' ? (MAC.find(existsSync) ?? null) : null;
}

/**
 * Path of a program that the tests need from the system: looks for it, then installs Debian's package where it may,
 * else ends with the one line that a person must run.
 */
export async function ensureProgram(kind) {
	const here = find(kind);
	if (here) return here;
	const mayInstall =
		process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('which', ['apt-get']).status === 0;
	if (mayInstall) {
		say(`installing ${kind} for the tests`);
		await run('apt-get', ['update', '-qq'], { quiet: true });
		await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', kind], {
			quiet: true,
			env: { DEBIAN_FRONTEND: 'noninteractive' }
		});
		const installed = find(kind);
		if (installed) return installed;
	}
	return stop(
		`The tests need ${kind}. Run this line, then the same command again:`,
		process.platform === 'darwin' ? `  brew install ${kind}` : `  sudo apt-get install -y ${kind}`
	);
}
