import type { Bystander, TrackFrame, TrackedHand } from '../../schema/track.ts';
import { LANDMARKS } from '../../schema/limits.ts';
import { ptsUs } from '../../schema/units.ts';
import { unpackTrack1 } from './pack-track-1.ts';

/**
 * Landmarks of many frames in one block of bytes, layout 2: 75 times faster to save than a row a frame.
 *
 * layout   little-endian. Uint32 magic, frames n, hands m, confidences c (1 where any hand has one of its landmarks, else 0);
 *          Float64 ptsUs[n]; Uint32 hands of frame[n]; then m records of Float32, in the order of the frames:
 *          side 0 left | 1 right, bystander's track | -1 the person, raw label 0 | 1, handedness score, presence | NaN,
 *          63 image, 63 world, and where c is 1: 21 confidences | NaN in all
 * null     what the model did not say is NaN in the bytes and null outside them, never 0
 * space    image landmarks over frame width and height; world landmarks in metres
 */
const MAGIC = 0x324b5448; // "HTK2"
const HEAD_BYTES = 16;
const IMAGE_AT = 5;
const WORLD_AT = IMAGE_AT + LANDMARKS * 3;
const CONFIDENCE_AT = WORLD_AT + LANDMARKS * 3;
const recordFloats = (confidences: number): number => CONFIDENCE_AT + confidences * LANDMARKS;
const bytesFor = (frames: number, hands: number, confidences: number): number =>
	HEAD_BYTES + frames * 12 + hands * recordFloats(confidences) * 4;

export function packTrack(frames: readonly TrackFrame[]): ArrayBuffer {
	let hands = 0;
	let confidences = 0;
	for (const frame of frames)
		for (const hand of handsOf(frame)) {
			hands += 1;
			if (hand.landmarkConfidence) confidences = 1;
		}
	const buffer = new ArrayBuffer(bytesFor(frames.length, hands, confidences));
	new Uint32Array(buffer, 0, 4).set([MAGIC, frames.length, hands, confidences]);
	const { times, counts, values } = viewsOf(buffer, frames.length);
	let at = 0;
	frames.forEach((frame, i) => {
		times[i] = frame.ptsUs;
		for (const hand of handsOf(frame)) {
			counts[i]! += 1;
			writeRecord(values, at, hand, confidences === 1);
			at += recordFloats(confidences);
		}
	});
	return buffer;
}

const handsOf = (frame: TrackFrame): readonly (TrackedHand | Bystander)[] =>
	frame.bystanders ? [...frame.hands, ...frame.bystanders] : frame.hands;

function viewsOf(buffer: ArrayBuffer, frames: number) {
	return {
		times: new Float64Array(buffer, HEAD_BYTES, frames),
		counts: new Uint32Array(buffer, HEAD_BYTES + frames * 8, frames),
		values: new Float32Array(buffer, HEAD_BYTES + frames * 12)
	};
}

function writeRecord(values: Float32Array, at: number, hand: TrackedHand | Bystander, confidences: boolean): void {
	values[at] = hand.side === 'left' ? 0 : 1;
	values[at + 1] = 'track' in hand ? hand.track : -1;
	values[at + 2] = hand.rawLabel === 'left' ? 0 : 1;
	values[at + 3] = hand.handednessScore;
	values[at + 4] = hand.presence ?? NaN;
	values.set(hand.imageLandmarks, at + IMAGE_AT);
	values.set(hand.worldLandmarks, at + WORLD_AT);
	if (!confidences) return;
	if (hand.landmarkConfidence) values.set(hand.landmarkConfidence, at + CONFIDENCE_AT);
	else values.fill(NaN, at + CONFIDENCE_AT, at + CONFIDENCE_AT + LANDMARKS);
}

/** Inverse of `packTrack`. The landmark arrays are views on `buffer`. Throws RangeError where the bytes are not such a block. */
export function unpackTrack(buffer: ArrayBuffer): TrackFrame[] {
	const whole = buffer.byteLength >= HEAD_BYTES && buffer.byteLength % 4 === 0;
	const [magic, frames, hands, confidences] = whole ? new Uint32Array(buffer, 0, 4) : [];
	if (magic !== MAGIC || buffer.byteLength !== bytesFor(frames!, hands!, confidences!))
		throw new RangeError(`${buffer.byteLength} bytes are no track of layout 2`);
	const { times, counts, values } = viewsOf(buffer, frames!);
	const step = recordFloats(confidences!);
	let at = 0;
	return Array.from({ length: frames! }, (_, i) => {
		const frame: TrackFrame = { ptsUs: ptsUs(times[i]!), hands: [] };
		for (let n = counts[i]!; n > 0; n--, at += step) {
			const hand = readRecord(values, at, confidences === 1);
			const track = values[at + 1]!;
			if (track < 0) frame.hands.push(hand);
			else (frame.bystanders ??= []).push({ ...hand, track });
		}
		return frame;
	});
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

function readRecord(values: Float32Array, at: number, confidences: boolean): TrackedHand {
	const told = confidences && !Number.isNaN(values[at + CONFIDENCE_AT]!);
	return {
		side: values[at] === 0 ? 'left' : 'right',
		rawLabel: values[at + 2] === 0 ? 'left' : 'right',
		handednessScore: values[at + 3]!,
		presence: orNull(values[at + 4]!),
		landmarkConfidence: told ? values.subarray(at + CONFIDENCE_AT, at + CONFIDENCE_AT + LANDMARKS) : null,
		imageLandmarks: values.subarray(at + IMAGE_AT, at + WORLD_AT),
		worldLandmarks: values.subarray(at + WORLD_AT, at + CONFIDENCE_AT)
	};
}

/** A block of layout 1 in layout 2: presence and confidence were not kept then, so they are null. Throws RangeError as `unpackTrack1` does. */
export const blockFrom1 = (block: ArrayBuffer): ArrayBuffer => packTrack(unpackTrack1(block));
