import { bytesForFrames1 } from '../../domain/hands/pack-track-1.ts';
import { SLOT_TOLERANCE_US } from '../../domain/rendition/choose-slots.ts';
import { isKept } from '../../domain/rendition/kept-clock.ts';
import { messageOf } from '../../failure/failure.ts';
import { AnnotationSnapshot } from '../../schema/annotation.ts';
import type { Programme } from '../../schema/programme.ts';
import { CaptureFile, type Manifest } from '../../schema/submission.ts';
import type { z } from '../../schema/zod.ts';
import { grant, parseWire, refuse, type Answer } from '../answer.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { fileOf } from './check-manifest.ts';
import { checkReport } from './check-report.ts';
import { readFile, streamFile } from './read-file.ts';

/**
 * That the files are what their roles say, so that nothing else is ever stored, played or exported.
 * fails  `bad_request`; `report_mismatch` as `checkReport`
 */
export async function checkContents(
	objects: ObjectStore,
	person: string,
	manifest: Manifest,
	programme: Programme
): Promise<Answer<null>> {
	const capture = await readJson(objects, person, manifest, 'capture', CaptureFile);
	if (!capture.ok) return capture;
	const { captureTimeS, repeated } = capture.value;
	if (captureTimeS.length !== manifest.frames || repeated.length !== manifest.frames)
		return refuse('bad_request', `capture speaks of ${captureTimeS.length} frames, the manifest of ${manifest.frames}`);
	const pieces = piecesProblem(capture.value);
	if (pieces) return refuse('bad_request', pieces);
	const annotation = await readJson(objects, person, manifest, 'annotation', AnnotationSnapshot);
	if (!annotation.ok) return annotation;
	const { byteLength } = fileOf(manifest, 'landmarks');
	if (byteLength !== bytesForFrames1(manifest.frames))
		return refuse('bad_request', `landmarks of ${byteLength} bytes for ${manifest.frames} frames`);
	const landmarks = await readFile(objects, person, fileOf(manifest, 'landmarks'));
	const report = checkReport(capture.value, landmarks, manifest, programme);
	return report.ok ? checkMp4(objects, person, manifest) : report;
}

/** Frames that leave lie in the pieces that are said to be kept, and those rise. Null where all is well. */
function piecesProblem({ pieces, captureTimeS }: CaptureFile): string | null {
	if (!pieces) return null;
	const rising = pieces.every(({ startUs, endUs }, i) => endUs > startUs && (pieces[i - 1]?.endUs ?? -1) < startUs);
	if (!rising) return 'the kept pieces do not rise';
	const outside = captureTimeS.findIndex((s) => !isKept(pieces, s * 1e6, SLOT_TOLERANCE_US));
	return outside < 0 ? null : `the frame of slot ${outside} lies in no kept piece`;
}

async function readJson<S extends z.ZodType>(
	objects: ObjectStore,
	person: string,
	manifest: Manifest,
	role: 'capture' | 'annotation',
	schema: S
): Promise<Answer<z.output<S>>> {
	try {
		return parseWire(schema, JSON.parse((await readFile(objects, person, fileOf(manifest, role))).toString('utf8')));
	} catch (error) {
		return refuse('bad_request', `${role}: ${messageOf(error)}`);
	}
}

/** An ISO base media file starts with an `ftyp` box (ISO/IEC 14496-12, 4.3). */
async function checkMp4(objects: ObjectStore, person: string, manifest: Manifest): Promise<Answer<null>> {
	const video = fileOf(manifest, 'video');
	if (video.byteLength < 16) return refuse('bad_request', 'the video is too short to be one');
	const head = Buffer.concat(await streamFile(objects, person, video, { start: 0, end: 7 }).toArray());
	return head.toString('latin1', 4, 8) === 'ftyp' ? grant(null) : refuse('bad_request', 'the video is no MP4');
}
