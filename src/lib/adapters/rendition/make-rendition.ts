import { HOLD_US, planRedaction, type FrameRedaction } from '../../domain/redaction/plan-redaction.ts';
import { chooseSlots, type Slot } from '../../domain/rendition/choose-slots.ts';
import { findFrame } from '../../domain/rendition/find-frame.ts';
import { letterbox } from '../../domain/rendition/letterbox.ts';
import { fail, ok, type Outcome } from '../../failure/failure.ts';
import type { RenditionSpec } from '../../schema/programme.ts';
import type { CaptureFile } from '../../schema/submission.ts';
import { frameTimes, takeBlob } from '../store/takes.ts';
import { RenditionPort } from '../workers/rendition-port.ts';
import type { FaceDetector } from './face-detector.ts';
import { findFaces } from './find-faces.ts';
import { packFile, type PackedFile, type VideoFacts } from './submission-files.ts';
import type { TakeInputs } from './take-inputs.ts';

export type RenditionProgress = { stage: 'faces' | 'video'; done: number; total: number };

export type MadeVideo = { file: PackedFile; facts: VideoFacts };

/**
 * Makes the video that would leave: looks for faces on every frame of the kept range and half a second beyond, then
 * covers and encodes. The take itself is only read.
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
	const { take, spec, inUs, outUs } = inputs;
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
	const range = { fromUs: inUs - HOLD_US, toUs: outUs + HOLD_US };
	const toLookAt = times.value.filter((t) => t >= range.fromUs && t < range.toUs).length;
	const found = await findFaces(port, detectors, range, (done) =>
		onProgress({ stage: 'faces', done, total: Math.max(done, toLookAt) })
	);
	if (!found.ok) return found;
	const sourceUs = found.value.map((frame) => frame.ptsUs);
	const slots = chooseSlots(sourceUs, inUs, outUs, spec.fps);
	if (slots.length === 0) return fail('nothing_kept', `no frame in ${inUs} to ${outUs}`, { retry: 'after_change' });
	const redactions = planRedaction(found.value);
	const rendered = await port.render({ spec, slots, redactions }, (done) =>
		onProgress({ stage: 'video', done, total: slots.length })
	);
	if (!rendered.ok) return rendered;
	const file = await packFile('video', new Uint8Array(await rendered.value.mp4.arrayBuffer()));
	return ok({
		file,
		facts: {
			captureTimeS: slots.map((slot) => slot.sourceUs / 1e6),
			repeated: slots.map((slot) => slot.repeated),
			imageStats: rendered.value.imageStats,
			picture: pictureIn(opened.value, spec),
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

function pictureIn(source: { width: number; height: number }, spec: RenditionSpec) {
	const { left, top, pictureWidth, pictureHeight } = letterbox(source, spec);
	return { left, top, width: pictureWidth, height: pictureHeight };
}

/** Frames of the rendition, repeated ones included, because that is what leaves. */
function countShown(slots: readonly Slot[], plan: readonly FrameRedaction[], times: readonly number[]) {
	const shown = slots.map((slot) => plan[findFrame(times, slot.sourceUs)]!);
	return {
		framesWithBoxes: shown.filter((each) => !each.whole && each.boxes.length > 0).length,
		framesBlurredWhole: shown.filter((each) => each.whole).length
	};
}
