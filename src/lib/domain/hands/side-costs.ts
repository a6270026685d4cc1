import type { Side } from '../../schema/track.ts';
import { shapeDistance, type HandLook, type SeenHand } from './hand-look.ts';

/** One of the person's hands where it was last seen. Speeds are per second. */
export type LastSeen = HandLook & { id: number; atUs: number; vx: number; vy: number };

/*
 * Every cost is minus the logarithm of a likelihood, up to a constant, and capped: one wild frame must not outweigh a
 * second of calm ones. The widths were set on synthetic clips whose truth is known; see docs/measured-hands.md.
 */

/** A hand that was gone for longer may be anywhere. */
const FORGET_AFTER_US = 1_000_000;
/** A hand that appears may do so anywhere: about a hundred palms, in any size and shape. */
export const UNKNOWN_PLACE = 7;
/** A hand keeps its speed for this long after it was lost, at most. */
const COAST_S = 0.1;
/** Palm lengths by which a hand strays from its predicted place: at once, and more for each second unseen. */
const STRAY = { at0: 0.35, perS: 4, cap: 9 };
const STRAY_AT_30_FPS = STRAY.at0 + STRAY.perS / 30;
const SIZE = { at0: 0.2, perS: 0.6, cap: 3 };
const SHAPE = { at0: 0.12, perS: 1, cap: 6 };
/** Labels of neighbouring frames are wrong together, so each counts for less than it says. */
const LABEL_WEIGHT = 0.3;
const LABEL_SURE = 0.95;
/** Of three hands or more the person's are the larger ones: the camera is nearer to them. */
const SMALLER = 0.15;

/** What it costs to say that `hand` is on `side`, by the model's own label. */
export function labelCost({ hand }: SeenHand, side: Side, inputMirrored: boolean): number {
	const said = inputMirrored ? other(hand.rawLabel) : hand.rawLabel;
	const sure = said === side ? hand.handednessScore : 1 - hand.handednessScore;
	return -LABEL_WEIGHT * Math.log(Math.min(LABEL_SURE, Math.max(1 - LABEL_SURE, sure)));
}

/** What it costs to say that a hand last seen as `before` is now at `now`: by place, size and shape. */
export function moveCost(
	before: LastSeen | null,
	now: HandLook,
	atUs: number,
	shapeCost: number,
	unknownPlace = UNKNOWN_PLACE
): number {
	if (!before || atUs - before.atUs > FORGET_AFTER_US) return unknownPlace;
	const seconds = (atUs - before.atUs) / 1e6;
	const coast = Math.min(seconds, COAST_S);
	const far = Math.hypot(before.x + before.vx * coast - now.x, before.y + before.vy * coast - now.y);
	const stray = STRAY.at0 + STRAY.perS * seconds;
	const place = Math.min(STRAY.cap, (far / Math.max(before.size, now.size) / stray) ** 2 / 2);
	const sizes = Math.log(now.size / before.size) / (SIZE.at0 + SIZE.perS * seconds);
	return place + Math.log(stray / STRAY_AT_30_FPS) + Math.min(SIZE.cap, sizes ** 2 / 2) + shapeCost;
}

export function shapeCostOf(before: LastSeen, now: HandLook, atUs: number): number {
	const width = SHAPE.at0 + (SHAPE.perS * (atUs - before.atUs)) / 1e6;
	return Math.min(SHAPE.cap, (shapeDistance(before, now) / width) ** 2 / 2);
}

export const smallerCost = (look: HandLook, largest: number): number => SMALLER * Math.log(largest / look.size);

/** A hand as it is remembered after this frame. Its speed is half the newest step and half the steps before. */
export function seenNow(before: LastSeen | null, now: HandLook, id: number, atUs: number): LastSeen {
	const seconds = before ? (atUs - before.atUs) / 1e6 : 0;
	if (!before || seconds <= 0 || seconds > COAST_S * 2) return { ...now, id, atUs, vx: 0, vy: 0 };
	const vx = (now.x - before.x) / seconds;
	const vy = (now.y - before.y) / seconds;
	return { ...now, id, atUs, vx: (vx + before.vx) / 2, vy: (vy + before.vy) / 2 };
}

export const other = (side: Side): Side => (side === 'left' ? 'right' : 'left');
