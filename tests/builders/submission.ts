import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { packTrack1 } from '../../src/lib/domain/hands/pack-track-1.ts';
import type { AnnotationSnapshot } from '../../src/lib/schema/annotation.ts';
import type { PersonId, Sha256, SubmissionId } from '../../src/lib/schema/ids.ts';
import type { CaptureFile, FileRole, Manifest, SubmissionFile } from '../../src/lib/schema/submission.ts';
import { ptsUs, timeMs } from '../../src/lib/schema/units.ts';
import type { TrackFrame } from '../../src/lib/schema/track.ts';
import type { DatasetEntry, DatasetProgramme } from '../../src/lib/server/datasets/dataset-source.ts';

export const RENDITION_VIDEO = new URL('../golden/rendition/grasp-320x240-40.mp4', import.meta.url);
export const RENDITION_FRAMES = 40;
const SPEC = { width: 320, height: 240, fps: 30, bitrate: 500_000, gop: 15 };

export const aProgramme = (): DatasetProgramme => ({
	title: 'Six household tasks',
	collector: 'The pilot',
	termsVersion: 1,
	taskText: (id) => ({ 'put-away': 'Put the cube away.', fold: 'Fold the cloth.' })[id] ?? null,
	stepsOf: (id) => (id === 'put-away' ? ['reach', 'carry'] : [])
});

/** Point k of the right hand at frame i: x = k/100 + i/1000, y = k/100, z = -k/1000; metres are a tenth of that. */
export const aTrackFrame = (i: number, hands = 1): TrackFrame => ({
	ptsUs: ptsUs((i * 1e6) / SPEC.fps),
	hands: Array.from({ length: hands }, (_, h) => ({
		side: h === 0 ? ('right' as const) : ('left' as const),
		rawLabel: 'left' as const,
		handednessScore: 0.75,
		presence: null,
		landmarkConfidence: null,
		imageLandmarks: Float32Array.from({ length: 63 }, (_, n) => imagePoint(Math.floor(n / 3), n % 3, i)),
		worldLandmarks: Float32Array.from({ length: 63 }, (_, n) => imagePoint(Math.floor(n / 3), n % 3, i) / 10)
	}))
});
const imagePoint = (k: number, axis: number, i: number): number =>
	axis === 0 ? k / 100 + i / 1000 : axis === 1 ? k / 100 : -k / 1000;

/** A right hand moved to (0.5, 0.25) in all its points on frame 3, a grip on frames 0 to 9, a failure and its recovery. */
export const anAnnotation = (more: Partial<AnnotationSnapshot> = {}): AnnotationSnapshot => {
	const at = (frame: number) => ptsUs((frame * 1e6) / SPEC.fps);
	const id = (n: number) => `0190a0b0-0000-7000-8000-00000000000${n}` as AnnotationSnapshot['segments'][number]['id'];
	return {
		schema: 'annotation/2',
		trim: null,
		segments: [
			{
				id: id(1),
				kind: 'grip',
				side: 'right',
				grip: 'G12',
				feixId: null,
				startUs: at(0),
				endUs: at(10),
				source: 'human'
			},
			{ id: id(2), kind: 'failure', code: 'fail.slip', side: 'right', startUs: at(10), endUs: at(14), source: 'human' },
			{ id: id(3), kind: 'recovery', code: 'rec.regrasp', side: 'right', recovers: id(2), outcome: 'resolved', startUs: at(14), endUs: at(20), source: 'human' } // prettier-ignore
		],
		corrections: [aCorrection(3, 0.5, 0.25)],
		...more
	};
};

export const aCorrection = (frame: number, x: number, y: number): AnnotationSnapshot['corrections'][number] => ({
	ptsUs: ptsUs((frame * 1e6) / SPEC.fps),
	side: 'right',
	points: Array.from({ length: 21 }, () => ({ x, y, state: 'visible' as const, moved: true }))
});

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex') as Sha256;
const bytesOfJson = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

type SubmissionParts = {
	n?: number;
	state?: DatasetEntry['state'];
	purposes?: Record<string, boolean>;
	taskId?: string;
	annotation?: AnnotationSnapshot;
	frames?: TrackFrame[];
	rendition?: Manifest['rendition'];
	video?: Uint8Array;
};

/** One submission as the hub would give it: accepted, granted for training, 40 frames of a right hand. */
export function aSubmission(parts: SubmissionParts = {}): {
	entry: DatasetEntry;
	files: Map<string, Uint8Array>;
	layer: null;
} {
	const { n = 1, purposes = { train: true, publish: false }, annotation = anAnnotation() } = parts;
	const frames = parts.frames ?? Array.from({ length: RENDITION_FRAMES }, (_, i) => aTrackFrame(i));
	const contents: [FileRole, string, Uint8Array][] = [
		['video', 'video.mp4', parts.video ?? new Uint8Array(readFileSync(RENDITION_VIDEO))],
		['landmarks', 'landmarks.bin', new Uint8Array(packTrack1(frames))],
		['annotation', 'annotation.json', bytesOfJson(annotation)],
		['capture', 'capture.json', bytesOfJson(aCapture(frames.length))],
		['consent', 'consent.jws', new TextEncoder().encode('aaa.bbb.ccc')]
	];
	const submissionId = `0190a0b0-0000-7000-9000-${String(n).padStart(12, '0')}` as SubmissionId;
	const manifest: Manifest = {
		schema: 'manifest/1',
		submissionId,
		programmeId: 'pilot',
		programmeVersion: 1,
		taskId: parts.taskId ?? 'put-away',
		taskVersion: 1,
		takeNumber: n,
		createdAtMs: timeMs(1_700_000_000_000),
		deviceKey: { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) },
		purposes,
		rendition: parts.rendition ?? SPEC,
		frames: frames.length,
		files: contents.map(([role, name, bytes]): SubmissionFile => ({
			role,
			name,
			mediaType: 'application/octet-stream',
			byteLength: bytes.length,
			sha256: sha(bytes),
			objects: [{ oid: sha(bytes), size: bytes.length }]
		}))
	};
	const entry: DatasetEntry = {
		submissionId,
		personId: `worker-${n}` as PersonId,
		state: parts.state ?? 'accepted',
		storedAtMs: 1_700_000_000_000 + n,
		manifest,
		purposes,
		receipt: 'ddd.eee.fff'
	};
	return { entry, files: new Map(contents.map(([, name, bytes]) => [name, bytes])), layer: null };
}

function aCapture(frames: number): CaptureFile {
	const rgb = (value: number) => [value, value, value];
	return {
		schema: 'capture/1',
		facts: {
			width: 640, height: 480, codec: 'avc1.42001f', frameSource: 'file', totalFrames: null, deliveredFrames: null,
			discardedFrames: null, unreportedFrames: null, encodedFrames: frames, droppedFrames: 0, meanFps: 30,
			longestGapUs: 33_334, p95GapUs: 33_334, mirroredPreview: false, mirroredFile: false, trackedLiveFrames: null, endedBy: 'import'
		}, // prettier-ignore
		quality: null,
		maker: {
			model: 'hands',
			modelSha256: 'a'.repeat(64) as Sha256,
			runtime: 'test',
			delegate: 'CPU',
			inputMirrored: false,
			settings: {}
		},
		captureTimeS: Array.from({ length: frames }, (_, i) => 1 + i / 30),
		repeated: Array.from({ length: frames }, (_, i) => i === 5),
		imageStats: {
			min: rgb(0),
			max: rgb(1),
			mean: rgb(0.5),
			std: rgb(0.25),
			count: 40,
			quantiles: {
				q01: rgb(0.01),
				q02: rgb(0.02),
				q10: rgb(0.1),
				q50: rgb(0.5),
				q90: rgb(0.9),
				q98: rgb(0.98),
				q99: rgb(0.99)
			}
		},
		redaction: { detectors: [], framesWithBoxes: 0, framesBlurredWhole: 0, holdUs: 500_000 },
		disagreement: null
	};
}
