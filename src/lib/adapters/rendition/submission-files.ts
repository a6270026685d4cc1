import { packTrack1 } from '../../domain/hands/pack-track-1.ts';
import { swapSides } from '../../domain/hands/swap-sides.ts';
import { taskOf } from '../../domain/programme/built-in.ts';
import { judgeRendition, looksOfRendition } from '../../domain/quality/judge-rendition.ts';
import type { Slot } from '../../domain/rendition/choose-slots.ts';
import { slotTimeUs } from '../../domain/rendition/choose-slots.ts';
import { segmentsOnKept } from '../../domain/rendition/kept-clock.ts';
import type { Letterbox } from '../../domain/rendition/letterbox.ts';
import { renderAnnotation } from '../../domain/rendition/render-annotation.ts';
import { renderTrack } from '../../domain/rendition/render-track.ts';
import { canonicalBytes } from '../../domain/rights/canonical-json.ts';
import { InvariantError } from '../../failure/failure.ts';
import { StillLook } from '../../schema/probe.ts';
import type { Programme, RenditionSpec } from '../../schema/programme.ts';
import { NOTHING_DECLARED } from '../../schema/quality-limits.ts';
import { CaptureFile, SubmissionFile, type FileRole, type ObjectRef } from '../../schema/submission.ts';
import { MAX_ROW_BYTES } from '../../schema/limits.ts';
import { ptsUs } from '../../schema/units.ts';
import { sha256 } from '../keys/sha256.ts';
import type { RenditionRow } from '../store/db.ts';
import type { TakeInputs } from './take-inputs.ts';

export type PackedFile = RenditionRow['files'][number];

const NAMES: Record<FileRole, { name: string; mediaType: string }> = {
	video: { name: 'video.mp4', mediaType: 'video/mp4' },
	landmarks: { name: 'landmarks.bin', mediaType: 'application/octet-stream' },
	annotation: { name: 'annotation.json', mediaType: 'application/json' },
	capture: { name: 'capture.json', mediaType: 'application/json' },
	consent: { name: 'consent.jws', mediaType: 'application/jose' }
};

/** Cuts a file into objects of at most 4 MiB, each named by its hash. */
export async function packFile(role: FileRole, bytes: Uint8Array<ArrayBuffer>): Promise<PackedFile> {
	const { name, mediaType } = NAMES[role];
	const objects: ObjectRef[] = [];
	const blobs: Blob[] = [];
	for (let at = 0; at < bytes.length; at += MAX_ROW_BYTES) {
		const part = bytes.slice(at, at + MAX_ROW_BYTES);
		objects.push({ oid: await sha256(part), size: part.length });
		blobs.push(new Blob([part], { type: mediaType }));
	}
	const file = SubmissionFile.parse({
		role,
		name,
		mediaType,
		byteLength: bytes.length,
		sha256: await sha256(bytes),
		objects
	});
	return { file, blobs };
}

/** What `capture.json` says of the pictures, and nothing else knows: it stays as long as the video stays. */
export type VideoFacts = Pick<
	CaptureFile,
	'captureTimeS' | 'pieces' | 'repeated' | 'imageStats' | 'redaction' | 'picture'
>;

/**
 * The files beside the video, from today's labels: they cost milliseconds, so an edit never makes a new video unless it
 * changes what is kept. Order: landmarks, annotation, capture.
 */
export async function filesBesideVideo(
	inputs: TakeInputs,
	programme: Programme,
	video: VideoFacts
): Promise<{ capture: CaptureFile; files: PackedFile[] }> {
	const { facts, labels, track, maker, quality, spec, pieces } = inputs;
	const box = letterboxOf(video, spec);
	const slots = slotsOf(video, spec.fps);
	const { annotation } = renderAnnotation(segmentsOnKept(labels, pieces), ptsUs(0), slots, spec.fps, box);
	const landmarks = packTrack1(renderTrack(swapSides(track, labels.swaps ?? []), labels.corrections, slots, box));
	const looks = quality?.looks ? looksOfRendition(quality.looks, video, spec.fps) : null;
	const report = judgeRendition({
		landmarks,
		capture: { ...video, looks },
		spec,
		programme,
		task: taskOf(programme, inputs.take.taskId) ?? null,
		declared: quality?.report.declared ?? NOTHING_DECLARED,
		stillLook: StillLook.safeParse(facts['stillLook']).data ?? null
	});
	const capture = CaptureFile.parse({
		schema: 'capture/1',
		facts,
		quality: report,
		seenQuality: quality?.report ?? null,
		looks,
		maker,
		captureTimeS: video.captureTimeS,
		...(video.pieces && { pieces: video.pieces }),
		repeated: video.repeated,
		imageStats: video.imageStats,
		redaction: video.redaction,
		picture: video.picture,
		disagreement: quality?.disagreement ?? null
	});
	const files = [
		await packFile('landmarks', new Uint8Array(landmarks)),
		await packFile('annotation', canonicalBytes(annotation)),
		await packFile('capture', canonicalBytes(capture))
	];
	return { capture, files };
}

function letterboxOf({ picture }: VideoFacts, { width, height }: RenditionSpec): Letterbox {
	if (!picture) throw new InvariantError('a rendition says where its picture lies');
	return {
		width,
		height,
		left: picture.left,
		top: picture.top,
		pictureWidth: picture.width,
		pictureHeight: picture.height
	};
}

function slotsOf({ captureTimeS, repeated }: VideoFacts, fps: number): Slot[] {
	if (captureTimeS.length !== repeated.length) throw new InvariantError('each slot has a time and a repetition mark');
	return captureTimeS.map((seconds, i) => ({
		timeUs: slotTimeUs(i, fps),
		sourceUs: ptsUs(seconds * 1e6),
		repeated: repeated[i]!
	}));
}

export const consentFile = (jws: string): Promise<PackedFile> =>
	packFile('consent', new TextEncoder().encode(jws) as Uint8Array<ArrayBuffer>);
