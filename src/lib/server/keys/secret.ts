import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeOnce } from './write-once.ts';

/** The key that session cookies are signed with: 256 random bits, made at the first start, readable by the hub's user alone. */
export function openSecret(path: string): string {
	writeOnce(path, () => randomBytes(32).toString('base64url'));
	return readFileSync(path, 'utf8').trim();
}
