import { taskOf } from '../../domain/programme/built-in.ts';
import type { Programme } from '../../schema/programme.ts';
import { FileRole, type Manifest, type SubmissionFile } from '../../schema/submission.ts';
import { grant, refuse, type Answer } from '../answer.ts';

/** The small files are read into memory for their checks; a minute of landmarks is 4 MB. */
const MOST_BYTES = {
	landmarks: 256 * 1024 * 1024,
	annotation: 32 * 1024 * 1024,
	capture: 32 * 1024 * 1024,
	consent: 64 * 1024
};

/** The file of a role; `checkManifest` has made sure that there is exactly one. */
export const fileOf = (manifest: Manifest, role: FileRole): SubmissionFile =>
	manifest.files.find((file) => file.role === role)!;

/**
 * What can be seen without the objects: programme, task and rendition are this hub's, each file is there once.
 * fails  `bad_request`; `no_consent` where no purpose of the programme is on
 */
export function checkManifest(manifest: Manifest, programme: Programme): Answer<null> {
	if (manifest.programmeId !== programme.id)
		return refuse('bad_request', `programme ${manifest.programmeId} is not here`);
	if (!taskOf(programme, manifest.taskId)) return refuse('bad_request', `no task ${manifest.taskId}`);
	for (const key of ['width', 'height', 'fps'] as const) {
		if (manifest.rendition[key] !== programme.rendition[key])
			return refuse('bad_request', `rendition.${key} is ${manifest.rendition[key]}`);
	}
	const roles = manifest.files.map((file) => file.role);
	for (const role of FileRole.options) {
		if (roles.filter((one) => one === role).length !== 1) return refuse('bad_request', `not exactly one ${role} file`);
	}
	if (new Set(manifest.files.map((file) => file.name)).size !== roles.length)
		return refuse('bad_request', 'two files of one name');
	for (const file of manifest.files) {
		const length = file.objects.reduce((sum, { size }) => sum + size, 0);
		if (length !== file.byteLength)
			return refuse('bad_request', `${file.name}: objects hold ${length} of ${file.byteLength} bytes`);
		if (file.role !== 'video' && length > MOST_BYTES[file.role])
			return refuse('too_large', `${file.name}: ${length} bytes`);
	}
	if (!programme.purposes.some(({ id }) => manifest.purposes[id] === true))
		return refuse('no_consent', 'no purpose is on');
	return grant(null);
}
