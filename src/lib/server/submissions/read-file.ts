import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { SubmissionFile } from '../../schema/submission.ts';
import type { ObjectStore } from '../objects/object-store.ts';

/**
 * The bytes `start`..`end` (both counted in) of a file, its objects put end to end; all of it when no range is given.
 * Objects are opened one after the other, so a long video never lies in memory.
 */
export function streamFile(
	objects: ObjectStore,
	person: string,
	file: SubmissionFile,
	range = { start: 0, end: file.byteLength - 1 }
): Readable {
	async function* pieces() {
		let at = 0;
		for (const { oid, size } of file.objects) {
			const start = Math.max(range.start - at, 0);
			const end = Math.min(range.end - at, size - 1);
			if (start <= end) yield* objects.read(person, oid, { start, end });
			at += size;
		}
	}
	return Readable.from(pieces(), { objectMode: false });
}

/** A whole file. Only for the small ones; video is streamed. */
export const readFile = (objects: ObjectStore, person: string, file: SubmissionFile): Promise<Buffer> =>
	buffer(streamFile(objects, person, file));

/** SHA-256 and length of a file as it lies on the disk now. */
export async function hashFile(
	objects: ObjectStore,
	person: string,
	file: SubmissionFile
): Promise<{ sha256: string; byteLength: number }> {
	const hash = createHash('sha256');
	let byteLength = 0;
	for await (const chunk of streamFile(objects, person, file) as AsyncIterable<Buffer>) {
		hash.update(chunk);
		byteLength += chunk.byteLength;
	}
	return { sha256: hash.digest('hex'), byteLength };
}
