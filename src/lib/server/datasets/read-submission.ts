import { createHash } from 'node:crypto';
import { unpackTrack1 } from '../../domain/hands/pack-track-1.ts';
import { swapSides } from '../../domain/hands/swap-sides.ts';
import { fail, messageOf, ok, type Outcome } from '../../failure/failure.ts';
import { AnnotationSnapshot } from '../../schema/annotation.ts';
import { CaptureFile, type FileRole } from '../../schema/submission.ts';
import type { TrackFrame } from '../../schema/track.ts';
import type { DatasetEntry, DatasetSource } from './dataset-source.ts';

/** Everything of one submission that an episode is made of, hashes checked. */
export type SubmissionContent = {
	video: Uint8Array;
	/** Landmarks with the labels' swaps of sides carried out. */
	frames: TrackFrame[];
	capture: CaptureFile;
	/** The newest annotator's labels, which began as a copy of the worker's; the worker's own where there are none. */
	annotation: AnnotationSnapshot;
	/** Whose labels they are: the worker's have no id of their own. */
	layer: { kind: 'worker' | 'annotator'; id: string; author: string };
	/** SHA-256 of the signed consent event. */
	consentSha256: string;
};

/** Reads one submission. Fails with `object_corrupt` where bytes, shapes or numbers of frames do not fit the manifest. */
export async function readSubmission(source: DatasetSource, entry: DatasetEntry): Promise<Outcome<SubmissionContent>> {
	const bytes: Partial<Record<FileRole, Uint8Array>> = {};
	for (const file of entry.manifest.files) {
		const read = await source.readFile(entry, file);
		if (!read.ok) return read;
		const sha256 = createHash('sha256').update(read.value).digest('hex');
		if (sha256 !== file.sha256) return corrupt(entry, `${file.name} has hash ${sha256}, not ${file.sha256}`);
		bytes[file.role] = read.value;
	}
	const { video, landmarks, annotation, capture, consent } = bytes;
	if (!video || !landmarks || !annotation || !capture || !consent) return corrupt(entry, 'a file is missing');
	const layer = await source.newestLayer(entry);
	if (!layer.ok) return layer;
	try {
		const frames = unpackTrack1(landmarks.slice().buffer);
		const captureFile = CaptureFile.parse(parseJson(capture));
		const workers = AnnotationSnapshot.parse(parseJson(annotation));
		if (frames.length !== entry.manifest.frames)
			return corrupt(entry, `${frames.length} frames of landmarks, ${entry.manifest.frames} in the manifest`);
		if (captureFile.captureTimeS.length !== frames.length || captureFile.repeated.length !== frames.length)
			return corrupt(entry, 'capture times do not fit the frames');
		const labels = layer.value?.annotation ?? workers;
		return ok({
			video,
			frames: [...swapSides(frames, labels.swaps ?? [])],
			capture: captureFile,
			annotation: labels,
			layer: layer.value
				? { kind: 'annotator', id: layer.value.layerId, author: layer.value.personId }
				: { kind: 'worker', id: '', author: entry.personId },
			consentSha256: createHash('sha256').update(consent).digest('hex')
		});
	} catch (error) {
		return corrupt(entry, messageOf(error));
	}
}

const parseJson = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));

const corrupt = (entry: DatasetEntry, why: string) => fail('object_corrupt', `${entry.submissionId}: ${why}`);
