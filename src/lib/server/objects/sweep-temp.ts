import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../../failure/failure.ts';

const OLD_MS = 24 * 3600_000;

/**
 * Removes what an earlier process left half-written. A file is named `PID-…`; one whose process still runs stays
 * (another program may use the same data directory), unless it is a day old.
 */
export function sweepTemp(
	folder: string,
	isAlive: (pid: number) => boolean = processLives,
	nowMs = Date.now()
): number {
	let swept = 0;
	for (const name of readdirSync(folder)) {
		const path = join(folder, name);
		const pid = Number(name.split('-')[0]);
		const found = statSync(path, { throwIfNoEntry: false });
		if (!found || (isAlive(pid) && nowMs - found.mtimeMs < OLD_MS)) continue;
		rmSync(path, { recursive: true, force: true });
		swept += 1;
	}
	return swept;
}

/** False for our own id too: at the start nothing here is ours, it is an earlier process that had the same number. */
function processLives(pid: number): boolean {
	if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EPERM') return true;
		if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
		throw new Error(`process ${pid}: ${messageOf(error)}`, { cause: error });
	}
}
