import { facesNotHands } from '../../domain/redaction/faces-not-hands.ts';
import {
	addSecondLook,
	HOLD_US,
	planRedaction,
	type FacesOnFrame,
	type FrameRedaction
} from '../../domain/redaction/plan-redaction.ts';
import { chooseSlots, SLOT_TOLERANCE_US, type Slot } from '../../domain/rendition/choose-slots.ts';
import { findFrame } from '../../domain/rendition/find-frame.ts';
import { isKept } from '../../domain/rendition/kept-clock.ts';
import { letterbox, sourceFromRendition, type Letterbox } from '../../domain/rendition/letterbox.ts';
import { fail, ok, type Outcome } from '../../failure/failure.ts';
import type { CaptureFile } from '../../schema/submission.ts';
import { frameTimes, takeBlob } from '../store/takes.ts';
import { RenditionPort } from '../workers/rendition-port.ts';
import type { FaceDetector } from './face-detector.ts';
import { findFaces } from './find-faces.ts';
import { packFile, type PackedFile, type VideoFacts } from './submission-files.ts';
import type { TakeInputs } from './take-inputs.ts';

export type RenditionProgress = { stage: 'faces' | 'again' | 'video'; done: number; total: number };

export type MadeVideo = { file: PackedFile; facts: VideoFacts };

/**
 * Makes the video that would leave: looks for faces on every frame from the first to the last kept one and half a second
 * beyond (what is cut out between tells where a face went), covers
 * them, looks again, and encodes. The take itself is only read.
 * returns  null when `signal` ended it
 * fails    `rendition_failed`, `nothing_kept`, `decode_failed`, what the detectors and the take's bytes fail with
 */
export async function makeVideo(
	inputs: TakeInputs,
	detectors: readonly FaceDetector[],
	onProgress: (progress: RenditionProgress) => void,
	signal: AbortSignal
): Promise<Outcome<MadeVideo | null>> {
	const port = new RenditionPort();
	const end = () => {
		port.close();
		for (const detector of detectors) detector.close();
	};
	signal.addEventListener('abort', end);
	try {
		const made = await navigator.locks.request(`handloom-rendition-${inputs.take.id}`, () =>
			make(inputs, detectors, port, onProgress)
		);
		if (signal.aborted) return ok(null);
		return made.ok ? made : { ok: false, failure: { ...made.failure, kept: [inputs.take.id] } };
	} finally {
		signal.removeEventListener('abort', end);
		end();
	}
}

async function make(
	inputs: TakeInputs,
	detectors: readonly FaceDetector[],
	port: RenditionPort,
	onProgress: (progress: RenditionProgress) => void
): Promise<Outcome<MadeVideo>> {
	const { take, spec, pieces } = inputs;
	const { startUs: inUs, endUs: outUs } = wholeOf(pieces);
	const media = await takeBlob(take.id);
	if (!media.ok) return media;
	const opened = await port.open(media.value, spec);
	if (!opened.ok) return opened;
	const makers: CaptureFile['redaction']['detectors'] = [];
	for (const started of await Promise.all(detectors.map((detector) => detector.init()))) {
		if (!started.ok) return started;
		const { model, modelSha256, runtime, minConfidence } = started.value;
		makers.push({ model, sha256: modelSha256, runtime, minConfidence });
	}
	const times = await frameTimes(take.id);
	if (!times.ok) return times;
	const range = { fromUs: inUs - HOLD_US, toUs: outUs + HOLD_US, covered: null };
	const toLookAt = times.value.filter((t) => t >= range.fromUs && t < range.toUs).length;
	const found = await findFaces(port, detectors, range, (done) =>
		onProgress({ stage: 'faces', done, total: Math.max(done, toLookAt) })
	);
	if (!found.ok) return found;
	const sourceUs = found.value.map((frame) => frame.ptsUs);
	const slots = chooseSlots(sourceUs, pieces, spec.fps, inputs.correctedUs);
	if (slots.length === 0) return fail('nothing_kept', `no frame in ${inUs} to ${outUs}`, { retry: 'after_change' });
	const box = letterbox(opened.value, spec);
	const covered = await lookAgain(
		port,
		detectors,
		inputs,
		box,
		withoutHands(surelySeen(found.value), inputs),
		onProgress
	);
	if (!covered.ok) return covered;
	const redactions = covered.value;
	const rendered = await port.render({ spec, slots, redactions }, (done) =>
		onProgress({ stage: 'video', done, total: slots.length })
	);
	if (!rendered.ok) return rendered;
	const file = await packFile('video', new Uint8Array(await rendered.value.mp4.arrayBuffer()));
	return ok({
		file,
		facts: {
			captureTimeS: slots.map((slot) => slot.sourceUs / 1e6),
			...(pieces.length > 1 && { pieces }),
			repeated: slots.map((slot) => slot.repeated),
			imageStats: rendered.value.imageStats,
			picture: { left: box.left, top: box.top, width: box.pictureWidth, height: box.pictureHeight },
			redaction: {
				detectors: makers,
				...countShown(slots, redactions, sourceUs),
				holdUs: HOLD_US,
				// Training can leave these out, and a person can check them.
				covered: rendered.value.covered
			}
		}
	});
}

/** From the first kept frame to the last one. */
const wholeOf = (pieces: TakeInputs['pieces']) => ({ startUs: pieces[0]!.startUs, endUs: pieces.at(-1)!.endUs });

/** Times that covered pictures are shown to the detectors. Once more than needed in any clip tried. */
const LOOKS = 3;
/** What a detector must at least say before it counts. A second look counts less: encoding changes a picture a little. */
const SURE = 0.5;

const surelySeen = (frames: readonly FacesOnFrame[]): FacesOnFrame[] =>
	frames.map((frame) => ({ ...frame, faces: frame.faces?.filter((face) => face.confidence >= SURE) ?? null }));

/** Boxes in 0..1 of the source. */
function withoutHands(frames: readonly FacesOnFrame[], { track }: TakeInputs): FacesOnFrame[] {
	const times = track.map((frame) => frame.ptsUs);
	return frames.map((frame) => {
		const hands = track[findFrame(times, frame.ptsUs)]?.hands ?? [];
		return { ...frame, faces: frame.faces && facesNotHands(frame.faces, hands) };
	});
}

/** Pictures that were looked at and did not change need no other look. */
const sameBoxes = (one: FrameRedaction, other: FrameRedaction | undefined): boolean =>
	JSON.stringify(one.boxes) === JSON.stringify(other?.boxes);

/**
 * Shows covered pictures to the detectors again: a body without a head can make them see a face beside the covered place.
 * What they find is covered too, until they find nothing; frames on which they go on finding are covered whole.
 */
async function lookAgain(
	port: RenditionPort,
	detectors: readonly FaceDetector[],
	inputs: TakeInputs,
	box: Letterbox,
	found: FacesOnFrame[],
	onProgress: (progress: RenditionProgress) => void
): Promise<Outcome<FrameRedaction[]>> {
	const { startUs: inUs, endUs: outUs } = wholeOf(inputs.pieces);
	let faces = found;
	let looked: FrameRedaction[] = [];
	for (let look = 1; look <= LOOKS; look++) {
		const plan = planRedaction(faces);
		// What is cut out is covered with the rest, but nobody will see it.
		const covered = plan.filter(
			(each, i) =>
				each.boxes.length > 0 &&
				!each.whole &&
				isKept(inputs.pieces, each.ptsUs, SLOT_TOLERANCE_US) &&
				!sameBoxes(each, looked[i])
		);
		if (covered.length === 0) return ok(plan);
		const again = await findFaces(port, detectors, { fromUs: inUs, toUs: outUs, covered }, (done) =>
			onProgress({ stage: 'again', done, total: Math.max(done, covered.length) })
		);
		if (!again.ok) return again;
		const inSource = again.value.map((frame) => ({
			...frame,
			faces: frame.faces?.map((face) => sourceFromRendition(box, face)) ?? null
		}));
		const seenAgain = withoutHands(inSource, inputs);
		if (seenAgain.every((frame) => frame.faces?.length === 0)) return ok(plan);
		faces = addSecondLook(faces, seenAgain, look === LOOKS);
		looked = plan;
	}
	return ok(planRedaction(faces));
}

/** Frames of the rendition, repeated ones included, because that is what leaves. */
function countShown(slots: readonly Slot[], plan: readonly FrameRedaction[], times: readonly number[]) {
	const shown = slots.map((slot) => plan[findFrame(times, slot.sourceUs)]!);
	return {
		framesWithBoxes: shown.filter((each) => !each.whole && each.boxes.length > 0).length,
		framesBlurredWhole: shown.filter((each) => each.whole).length
	};
}
