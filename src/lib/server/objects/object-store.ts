import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { InvariantError, messageOf } from '../../failure/failure.ts';
import { MAX_ROW_BYTES } from '../../schema/limits.ts';
import { grant, refuse, type Answer } from '../answer.ts';
import type { DataDir } from '../data-dir.ts';
import { sweepTemp } from './sweep-temp.ts';

export type StoredObject = { oid: string; size: number };

/**
 * Objects of at most 4 MiB named by their SHA-256, a folder for each contributor: knowing a hash opens nothing.
 * An object that exists under its name was whole and on the disk when it got that name.
 */
export type ObjectStore = {
	/** Size in bytes, or null when the contributor has no such object. */
	size(person: string, oid: string): Promise<number | null>;
	/**
	 * Reads `body` to a temporary file while hashing it, and names it only when the hash is `oid`.
	 * An object that is there already is written anew, which mends one that was damaged.
	 * fails   `hash_mismatch`, `too_large`, `storage_full`, `bad_request` (body broke off); nothing is kept
	 */
	put(person: string, oid: string, body: AsyncIterable<Uint8Array>): Promise<Answer<StoredObject>>;
	/** The bytes, or `start`..`end` of them (both counted in). The caller knows that it exists. */
	read(person: string, oid: string, range?: { start: number; end: number }): Readable;
	/** Hashes what lies on the disk now; null when missing. */
	rehash(person: string, oid: string): Promise<{ sha256: string; size: number } | null>;
	/** Takes a damaged object out of its name. */
	discard(person: string, oid: string): Promise<void>;
};

export function openObjectStore(dir: DataDir): ObjectStore {
	sweepTemp(dir.temp);
	const pathOf = (person: string, oid: string): string => {
		if (!/^[A-Za-z0-9_-]{1,64}$/.test(person)) throw new InvariantError('a person id is a plain name');
		if (!/^[0-9a-f]{64}$/.test(oid)) throw new InvariantError('an object is named by its SHA-256');
		return join(dir.objects, person, oid.slice(0, 2), oid);
	};
	return {
		async size(person, oid) {
			const found = await stat(pathOf(person, oid)).catch(absent);
			return found?.isFile() ? found.size : null;
		},
		async put(person, oid, body) {
			const path = pathOf(person, oid);
			const temp = join(dir.temp, `${process.pid}-${randomUUID()}.part`);
			try {
				const written = await writeTemp(temp, body);
				if (!written.ok) return written;
				const { sha256, size } = written.value;
				if (sha256 !== oid) return refuse('hash_mismatch', `named ${oid}, is ${sha256}`);
				await mkdir(dirname(path), { recursive: true, mode: 0o700 });
				await rename(temp, path);
				await syncFolder(dirname(path));
				return grant({ oid, size });
			} catch (error) {
				if (codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT') return refuse('storage_full', messageOf(error));
				throw error;
			} finally {
				await rm(temp, { force: true });
			}
		},
		read: (person, oid, range) => createReadStream(pathOf(person, oid), range),
		async rehash(person, oid) {
			const hash = createHash('sha256');
			let size = 0;
			try {
				for await (const chunk of createReadStream(pathOf(person, oid)) as AsyncIterable<Buffer>) {
					hash.update(chunk);
					size += chunk.byteLength;
				}
			} catch (error) {
				return absent(error);
			}
			return { sha256: hash.digest('hex'), size };
		},
		discard: (person, oid) => rm(pathOf(person, oid), { force: true })
	};
}

async function writeTemp(
	temp: string,
	body: AsyncIterable<Uint8Array>
): Promise<Answer<{ sha256: string; size: number }>> {
	const hash = createHash('sha256');
	let size = 0;
	const file = await open(temp, 'wx', 0o600);
	try {
		const chunks = body[Symbol.asyncIterator]();
		for (;;) {
			// Only reading the body may fail as the client's fault; a failing disk is ours.
			const next = await chunks.next().catch((error: unknown) => ({ broken: messageOf(error) }));
			if ('broken' in next) return refuse('bad_request', `body broke off: ${next.broken}`);
			if (next.done) break;
			size += next.value.byteLength;
			if (size > MAX_ROW_BYTES) return refuse('too_large', `more than ${MAX_ROW_BYTES} bytes`);
			hash.update(next.value);
			await file.writeFile(next.value);
		}
		await file.sync();
	} finally {
		await file.close();
	}
	return grant({ sha256: hash.digest('hex'), size });
}

/** A new name is on the disk only when its folder is. */
async function syncFolder(path: string): Promise<void> {
	if (process.platform === 'win32') return; // folders cannot be opened there
	const folder = await open(path, 'r');
	try {
		await folder.sync();
	} finally {
		await folder.close();
	}
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException | undefined)?.code;

function absent(error: unknown): null {
	if (codeOf(error) === 'ENOENT') return null;
	throw error;
}
