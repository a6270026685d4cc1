import { closeSync, existsSync, fsyncSync, linkSync, openSync, unlinkSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';

/**
 * Writes a file that must never be made twice, mode 0600. Whole or not at all: the text is on the disk before the name
 * exists, and where two processes start together the first one's file stays.
 */
export function writeOnce(path: string, text: () => string): void {
	if (existsSync(path)) return;
	const temp = `${path}.${randomUUID()}`;
	const file = openSync(temp, 'wx', 0o600);
	try {
		writeFileSync(file, text());
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
	try {
		linkSync(temp, path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	} finally {
		unlinkSync(temp);
	}
}
