import type { Manifest, ObjectRef, SubmissionFile } from '../../schema/submission.ts';
import { grant, refuse, type Answer } from '../answer.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { hashFile } from './read-file.ts';

/** Every object of a manifest once, in the order of its files. */
export function objectsOf(manifest: Manifest): ObjectRef[] {
	const seen = new Map(manifest.files.flatMap((file) => file.objects).map((object) => [object.oid, object]));
	return [...seen.values()];
}

/** fails  `objects_missing` with those that the person has not sent, or sent with another size */
export async function checkPresent(
	objects: ObjectStore,
	person: string,
	manifest: Manifest
): Promise<Answer<ObjectRef[]>> {
	const wanted = objectsOf(manifest);
	const missing: ObjectRef[] = [];
	for (const object of wanted) if ((await objects.size(person, object.oid)) !== object.size) missing.push(object);
	if (missing.length > 0)
		return refuse('objects_missing', `${missing.length} of ${wanted.length} missing`, { missing });
	return grant(wanted);
}

/**
 * Reads every object back from the disk and hashes it, then every file as a whole.
 * An object that is not what its name says is taken away and reported as missing, so that the device sends it again.
 * fails   `objects_missing`, `hash_mismatch` (the objects are right, the manifest's file is another)
 */
export async function checkBytes(
	objects: ObjectStore,
	person: string,
	manifest: Manifest
): Promise<Answer<{ objects: number; bytes: number }>> {
	const wanted = objectsOf(manifest);
	const damaged: ObjectRef[] = [];
	for (const object of wanted) {
		const read = await objects.rehash(person, object.oid);
		if (read?.sha256 === object.oid && read.size === object.size) continue;
		if (read && read.sha256 !== object.oid) await objects.discard(person, object.oid);
		damaged.push(object);
	}
	if (damaged.length > 0)
		return refuse('objects_missing', `damaged on disk: ${damaged.map(({ oid }) => oid).join(', ')}`, {
			missing: damaged
		});
	for (const file of manifest.files) {
		const checked = await checkFile(objects, person, file);
		if (!checked.ok) return checked;
	}
	return grant({ objects: wanted.length, bytes: wanted.reduce((sum, { size }) => sum + size, 0) });
}

async function checkFile(objects: ObjectStore, person: string, file: SubmissionFile): Promise<Answer<null>> {
	const read = await hashFile(objects, person, file);
	if (read.sha256 === file.sha256 && read.byteLength === file.byteLength) return grant(null);
	return refuse('hash_mismatch', `${file.name} is ${read.sha256}, ${read.byteLength} bytes`, { file: file.name });
}
