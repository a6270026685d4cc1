import type { TrackFrame, TrackedHand } from '../../schema/track.ts';
import { LANDMARKS } from '../../schema/limits.ts';
import { ptsUs } from '../../schema/units.ts';

/**
 * Landmarks of many frames in one block of bytes, layout 1: two slots a frame, every frame of the same length, so that
 * a number of bytes is a number of frames. `landmarks.bin` of a submission has it, and rows stored before layout 2.
 * It has no room for presence, for confidence of single landmarks, for bystanders: they are left out, and null when read.
 *
 * layout   little-endian. Float64 ptsUs[n], then for each frame two slots (left, right) of `SLOT_FLOATS` Float32:
 *          present 0|1, raw label 0 left | 1 right, handedness score, 63 image, 63 world
 * space    image landmarks over frame width and height; world landmarks in metres
 */
const SLOT_FLOATS = 3 + LANDMARKS * 3 * 2;
const FRAME_FLOATS = SLOT_FLOATS * 2;
export const bytesForFrames1 = (frames: number): number => frames * (8 + FRAME_FLOATS * 4);

export function packTrack1(frames: readonly TrackFrame[]): ArrayBuffer {
	const buffer = new ArrayBuffer(bytesForFrames1(frames.length));
	const times = new Float64Array(buffer, 0, frames.length);
	const values = new Float32Array(buffer, frames.length * 8);
	frames.forEach((frame, i) => {
		times[i] = frame.ptsUs;
		for (const hand of frame.hands)
			writeSlot(values, i * FRAME_FLOATS + (hand.side === 'left' ? 0 : SLOT_FLOATS), hand);
	});
	return buffer;
}

function writeSlot(values: Float32Array, at: number, hand: TrackedHand): void {
	values[at] = 1;
	values[at + 1] = hand.rawLabel === 'left' ? 0 : 1;
	values[at + 2] = hand.handednessScore;
	values.set(hand.imageLandmarks, at + 3);
	values.set(hand.worldLandmarks, at + 3 + LANDMARKS * 3);
}

/** Inverse of `packTrack1`. The landmark arrays are views on `buffer`. Throws RangeError where the length fits no number of frames. */
export function unpackTrack1(buffer: ArrayBuffer): TrackFrame[] {
	const count = buffer.byteLength / bytesForFrames1(1);
	if (!Number.isInteger(count)) throw new RangeError(`track of ${buffer.byteLength} bytes is not whole frames`);
	const times = new Float64Array(buffer, 0, count);
	const values = new Float32Array(buffer, count * 8);
	return Array.from(times, (time, i) => ({ ptsUs: ptsUs(time), hands: readFrame(values, i * FRAME_FLOATS) }));
}

function readFrame(values: Float32Array, at: number): TrackedHand[] {
	const hands: TrackedHand[] = [];
	for (const [slot, side] of [
		[at, 'left'],
		[at + SLOT_FLOATS, 'right']
	] as const) {
		if (values[slot] !== 1) continue;
		const image = slot + 3;
		const world = image + LANDMARKS * 3;
		hands.push({
			side,
			rawLabel: values[slot + 1] === 0 ? 'left' : 'right',
			handednessScore: values[slot + 2]!,
			presence: null,
			landmarkConfidence: null,
			imageLandmarks: values.subarray(image, world),
			worldLandmarks: values.subarray(world, world + LANDMARKS * 3)
		});
	}
	return hands;
}
