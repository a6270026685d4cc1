import { unpackTrack1 } from '../hands/pack-track-1.ts';
import { slotTimeUs } from '../rendition/choose-slots.ts';
import { isKept, keptClock } from '../rendition/kept-clock.ts';
import type { Programme, RenditionSpec, Task } from '../../schema/programme.ts';
import type { Declared, FrameLook, QualityReport } from '../../schema/quality.ts';
import type { CaptureFile } from '../../schema/submission.ts';
import type { TrackFrame } from '../../schema/track.ts';
import { LANDMARKS } from '../../schema/limits.ts';
import { ptsUs } from '../../schema/units.ts';
import { judgeTake } from './judge-take.ts';
import type { Baseline } from './rules-edges.ts';
import { resolveRules } from './rules.ts';

/** What both sides hold of a submission: the packed landmarks as they travel, and what `capture.json` says. */
export type RenditionMeasures = {
	/** Bytes of `landmarks.bin`: judged as they are stored, so that no digit differs. */
	landmarks: ArrayBuffer;
	capture: Pick<CaptureFile, 'captureTimeS' | 'pieces' | 'repeated' | 'picture' | 'redaction' | 'looks'>;
	spec: RenditionSpec;
	programme: Programme;
	/** The task of the submission; null where the programme does not know it. */
	task: Task | null;
	declared: Declared;
	/** `facts.stillLook` of the same `capture.json`, where it has one. */
	stillLook: Baseline | null;
};

/**
 * The report on what leaves a device, from nothing but what leaves: a hub computes the same from the bytes it received.
 * Times are the rendition's: 0 is its first slot. Cadence is that of the camera's own frames that fill its slots, and what is
 * cut out between kept pieces is no gap.
 */
export function judgeRendition(of: RenditionMeasures): QualityReport {
	const { capture, spec, task, programme, declared } = of;
	const slots = capture.captureTimeS.length;
	const clock = clockOf(capture);
	const timesUs = capture.captureTimeS.filter((_, i) => !capture.repeated[i]).map((s) => clock(sourceUs(s)));
	const { picture } = capture;
	return judgeTake(
		{
			of: 'rendition',
			timesUs,
			durationUs: Math.round((slots * 1e6) / spec.fps),
			frames: inPicture(onSlots(unpackTrack1(of.landmarks), spec.fps), spec, picture),
			looks: capture.looks ?? null,
			stillLook: of.stillLook,
			timeRangeS: task?.timeRangeS ?? null,
			hands: task?.hands ?? 'one',
			aspect: picture ? picture.width / picture.height : spec.width / spec.height,
			declared,
			coveredWhole: slots > 0 ? capture.redaction.framesBlurredWhole / slots : null
		},
		resolveRules(programme.quality, task?.quality)
	);
}

/** Frame i is slot i, whatever time its bytes say. */
const onSlots = (frames: readonly TrackFrame[], fps: number): TrackFrame[] =>
	frames.map((frame, i) => ({ ...frame, ptsUs: slotTimeUs(i, fps) }));

const sourceUs = (seconds: number): number => Math.round(seconds * 1e6);

/** From the take's clock to the rendition's: microseconds since the frame in its first slot, less what is cut out between. */
function clockOf({ captureTimeS, pieces }: Pick<CaptureFile, 'captureTimeS' | 'pieces'>): (us: number) => number {
	const firstUs = sourceUs(captureTimeS[0] ?? 0);
	if (!pieces) return (us) => us - firstUs;
	const kept = keptClock(pieces);
	return (us) => kept(us) - kept(firstUs);
}

/** Samples of a take that lie in what is kept, on the rendition's clock. */
export function looksOfRendition(
	looks: readonly FrameLook[],
	capture: Pick<CaptureFile, 'captureTimeS' | 'pieces'>,
	fps: number
): FrameLook[] {
	const { captureTimeS, pieces } = capture;
	const clock = clockOf(capture);
	const lengthUs = (captureTimeS.length * 1e6) / fps;
	return looks
		.filter((look) => !pieces || isKept(pieces, look.ptsUs))
		.map((look) => ({ ...look, ptsUs: ptsUs(clock(look.ptsUs)) }))
		.filter((look) => look.ptsUs >= 0 && look.ptsUs < lengthUs);
}

/** Landmarks of a rendition over width and height of the camera's picture inside it, without the black around. */
function inPicture(
	frames: readonly TrackFrame[],
	spec: RenditionSpec,
	picture: CaptureFile['picture']
): readonly TrackFrame[] {
	if (!picture || (picture.width === spec.width && picture.height === spec.height)) return frames;
	return frames.map((frame) => ({
		...frame,
		hands: frame.hands.map((hand) => {
			const imageLandmarks = new Float32Array(LANDMARKS * 3);
			for (let i = 0; i < LANDMARKS * 3; i += 3) {
				imageLandmarks[i] = (hand.imageLandmarks[i]! * spec.width - picture.left) / picture.width;
				imageLandmarks[i + 1] = (hand.imageLandmarks[i + 1]! * spec.height - picture.top) / picture.height;
				imageLandmarks[i + 2] = (hand.imageLandmarks[i + 2]! * spec.width) / picture.width;
			}
			return { ...hand, imageLandmarks };
		})
	}));
}
