import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

/**
 * Runs a program in the checkout and shows what it prints. Resolves with its exit code; 127 where it could not start.
 * `quiet` keeps the output and prints it only when the program fails.
 */
export function run(program, args, { quiet = false, env = {}, cwd = root } = {}) {
	return new Promise((resolve) => {
		const child = spawn(program, args, {
			cwd,
			env: { ...process.env, ...env },
			stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
			shell: process.platform === 'win32' && !program.endsWith('.exe')
		});
		let kept = '';
		child.stdout?.on('data', (data) => (kept += data));
		child.stderr?.on('data', (data) => (kept += data));
		child.on('error', () => resolve(127));
		child.on('close', (code, signal) => {
			if (quiet && code !== 0) process.stderr.write(kept);
			resolve(code ?? (signal ? 128 : 1));
		});
	});
}
