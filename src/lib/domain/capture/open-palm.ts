import type { TrackedHand } from '../../schema/track.ts';
import { PALM_LIMITS, raisedPalm, type PalmPlace } from './palm-shape.ts';

/** How long a palm is held to mean something. */
export const HOLD_US = 1_200_000;
/** A palm that is not seen for this long was put down. Shorter: a frame on which tracking missed it. */
export const MISS_US = 250_000;
/** After a gesture, the palm must have been down for this long before the next one counts. */
export const REST_US = 500_000;
/** Two looks further apart than this say nothing about the time between them. */
const GAP_US = 600_000;
/** A palm that went further than this from where the hold began, in its own lengths, is moving, not held. */
const WANDER = 0.7;
/** Raising a hand takes about this long before it is up and open. */
export const RAISE_US = 600_000;

/** No palm is up. `restUs`: since when, after a gesture; null when the next one may come. */
type Down = { is: 'down'; restUs: number | null };
/** Times are those of the frames, on the camera's clock, microseconds. */
export type PalmWatch =
	| Down
	| { is: 'rising'; roseUs: number; seenUs: number; lookUs: number; from: PalmPlace }
	/** The gesture was made and the palm is still up. */
	| { is: 'held'; roseUs: number; seenUs: number };

export const NO_PALM: Down = { is: 'down', restUs: null };

export type PalmLook = {
	watch: PalmWatch;
	/** True on the one frame at which the hold is complete. */
	made: boolean;
	/** Share of the hold, 0..1. */
	share: number;
};

/**
 * What one more frame means. Only time between frames that show the palm counts; misses up to `MISS_US` are bridged.
 *
 *   down ──palm──► rising ──held for HOLD_US──► held (made)
 *    ▲  └ resting ◄─┘ put down, or a gap          │
 *    └────────── put down for REST_US ◄───────────┘
 */
export function lookForPalm(watch: PalmWatch, timeUs: number, hands: readonly TrackedHand[], aspect: number): PalmLook {
	const limits = watch.is === 'down' ? PALM_LIMITS.enter : PALM_LIMITS.stay;
	let place: PalmPlace | null = null;
	for (const hand of hands) place ??= raisedPalm(hand, aspect, limits);
	if (watch.is === 'down') return fromDown(watch, timeUs, place);
	if (watch.is === 'held') {
		if (place) return { watch: { ...watch, seenUs: timeUs }, made: false, share: 1 };
		if (timeUs - watch.seenUs < MISS_US) return { watch, made: false, share: 1 };
		return { watch: { is: 'down', restUs: watch.seenUs }, made: false, share: 0 };
	}
	const { roseUs, seenUs, lookUs, from } = watch;
	if (timeUs - lookUs > GAP_US || timeUs < lookUs) return fromDown(NO_PALM, timeUs, place);
	if (!place) {
		if (timeUs - seenUs >= MISS_US) return { watch: NO_PALM, made: false, share: 0 };
		return { watch: { ...watch, lookUs: timeUs }, made: false, share: shareOf(seenUs - roseUs) };
	}
	if (Math.hypot(place.x - from.x, place.y - from.y) > WANDER * from.length) return fromDown(NO_PALM, timeUs, place);
	const heldUs = timeUs - roseUs;
	if (heldUs >= HOLD_US) return { watch: { is: 'held', roseUs, seenUs: timeUs }, made: true, share: 1 };
	return { watch: { ...watch, seenUs: timeUs, lookUs: timeUs }, made: false, share: shareOf(heldUs) };
}

function fromDown(watch: Down, timeUs: number, place: PalmPlace | null): PalmLook {
	const still = { made: false, share: 0 };
	if (!place) {
		const rested = watch.restUs !== null && timeUs - watch.restUs >= REST_US;
		return { watch: rested ? NO_PALM : watch, ...still };
	}
	// Up again before it rested: the same gesture goes on.
	if (watch.restUs !== null && timeUs - watch.restUs < REST_US) {
		return { watch: { is: 'held', roseUs: watch.restUs, seenUs: timeUs }, ...still };
	}
	return { watch: { is: 'rising', roseUs: timeUs, seenUs: timeUs, lookUs: timeUs, from: place }, ...still };
}

const shareOf = (heldUs: number): number => Math.max(0, Math.min(1, heldUs / HOLD_US));

/**
 * Where a take ends that was stopped by a palm: the border of the last frame before the hand began to rise, or null
 * where nothing worth keeping is left.
 * timesUs  of every frame of the take, rising, first 0;  roseUs  on the same clock
 */
export function endBeforePalm(timesUs: ArrayLike<number>, roseUs: number, leastUs = 300_000): number | null {
	const latestUs = roseUs - RAISE_US;
	let endUs = 0;
	for (let i = 0; i < timesUs.length && timesUs[i]! <= latestUs; i += 1) endUs = timesUs[i]!;
	return endUs >= leastUs ? endUs : null;
}
