import type { Side } from '../../schema/ids.ts';
import type { TrackedHand, TrackFrame } from '../../schema/track.ts';
import { ptsUs } from '../../schema/units.ts';

/** For tests and benchmarks: hands made of numbers. Nothing here is part of the product. */

/** An open hand, fingers down: x to the right and y down from the wrist, in heights of the hand; z and metres follow from it. */
const SHAPE: readonly (readonly [number, number])[] = [
	[0, 0], [-0.16, 0.14], [-0.28, 0.3], [-0.36, 0.43], [-0.42, 0.54], [-0.15, 0.48], [-0.2, 0.68], [-0.22, 0.82],
	[-0.23, 0.92], [0, 0.5], [0, 0.74], [0, 0.89], [0, 1], [0.12, 0.47], [0.15, 0.69], [0.16, 0.83], [0.17, 0.93],
	[0.23, 0.42], [0.29, 0.58], [0.32, 0.69], [0.34, 0.78]
]; // prettier-ignore

export type HandPlace = {
	side?: Side;
	/** Middle of the hand over frame width and height. */
	x: number;
	y: number;
	/** Height of the hand over the height of the frame. */
	height: number;
	/** Width over height of the frame. */
	aspect?: number;
	rawLabel?: Side;
	score?: number;
	/** Share by which each bone is longer or shorter, by landmark. */
	stretch?: (landmark: number) => number;
};

/** A hand at a place; of nominal size 0.19 m from wrist to middle tip. */
export function handAt(place: HandPlace): TrackedHand {
	const { side = 'right', aspect = 16 / 9, height } = place;
	const imageLandmarks = new Float32Array(63);
	const worldLandmarks = new Float32Array(63);
	SHAPE.forEach(([dx, dy], i) => {
		const flip = side === 'right' ? 1 : -1;
		const stretch = 1 + (place.stretch?.(i) ?? 0);
		imageLandmarks.set([place.x + (flip * dx * height) / aspect, place.y + (dy - 0.5) * height, 0], i * 3);
		worldLandmarks.set([flip * dx * 0.19 * stretch, (dy - 0.5) * 0.19 * stretch, 0.01 * (i % 3) * stretch], i * 3);
	});
	return {
		side,
		rawLabel: place.rawLabel ?? side,
		handednessScore: place.score ?? 0.97,
		presence: null,
		landmarkConfidence: null,
		imageLandmarks,
		worldLandmarks
	};
}

/** Frame at `atUs` with a hand for each place. */
export const frameOf = (atUs: number, ...places: HandPlace[]): TrackFrame => ({
	ptsUs: ptsUs(atUs),
	hands: places.map(handAt)
});

/** Where a working hand is at `seconds`: it goes to and fro by a tenth of the frame, about twice a second. */
export const working = (seconds: number, more: Partial<HandPlace> = {}): HandPlace => {
	// A triangle wave: its speed never falls to nothing for long.
	const phase = (seconds * 2) % 1;
	const swing = phase < 0.5 ? phase * 4 - 1 : 3 - phase * 4;
	return { height: 0.3, y: 0.5, ...more, x: (more.x ?? 0.5) + swing * 0.05 };
};

/** Numbers from 0 to below 1, the same for the same seed on every machine. source: Mulberry32, public domain */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}
