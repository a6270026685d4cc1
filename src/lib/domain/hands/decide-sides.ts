import type { TrackedHand } from '../../schema/track.ts';
import { INDEX_MCP, MIDDLE_MCP, PINKY_MCP, WRIST } from './topology.ts';

/** A hand as the model gave it, before anybody decided whose it is. */
export type RawHand = Omit<TrackedHand, 'side'>;
type Side = TrackedHand['side'];
type Seen = { ptsUs: number; x: number; y: number };
/** Where each side was last seen, over frame width and height. */
export type SideMemory = { left: Seen | null; right: Seen | null };
export const NO_MEMORY: SideMemory = { left: null, right: null };

/** A hand that was gone for longer may be anywhere. */
const FORGET_AFTER_US = 1_000_000;
/** Mean distance of two hands, over the palm's length, under which they are one hand found twice. */
const SAME_HAND = 0.35;

const other = (side: Side): Side => (side === 'left' ? 'right' : 'left');
const point = (hand: RawHand, i: number): [number, number] => [
	hand.imageLandmarks[i * 3]!,
	hand.imageLandmarks[i * 3 + 1]!
];
const distance = ([ax, ay]: [number, number], [bx, by]: [number, number]): number => Math.hypot(ax - bx, ay - by);

function palm(hand: RawHand): [number, number] {
	const corners = [WRIST, INDEX_MCP, PINKY_MCP].map((i) => point(hand, i));
	return [corners.reduce((sum, [x]) => sum + x, 0) / 3, corners.reduce((sum, [, y]) => sum + y, 0) / 3];
}

function isSameHand(a: RawHand, b: RawHand): boolean {
	const length = Math.max(
		distance(point(a, WRIST), point(a, MIDDLE_MCP)),
		distance(point(b, WRIST), point(b, MIDDLE_MCP))
	);
	let sum = 0;
	for (let i = 0; i < 21; i++) sum += distance(point(a, i), point(b, i));
	return sum / 21 < SAME_HAND * length;
}

/**
 * Says whose hand each one is: at most one of each side, left first.
 * - A picture that is not mirrored gives the person's own side; a mirrored one gives the other (MediaPipe 0.10.35).
 * - One hand found twice is kept once, the surer one.
 * - Two hands with one label: the hand that is nearer to where that side was stays; without memory, the surer one.
 *
 * space   image landmarks over frame width and height
 * time    `ptsUs` of this frame; memory older than a second does not count
 */
export function decideSides(
	raw: readonly RawHand[],
	memory: SideMemory,
	ptsUs: number,
	inputMirrored: boolean
): { hands: TrackedHand[]; memory: SideMemory } {
	const [first, second] = [...raw].sort((a, b) => b.handednessScore - a.handednessScore);
	const said = (hand: RawHand): Side => (inputMirrored ? other(hand.rawLabel) : hand.rawLabel);
	const hands: TrackedHand[] = [];
	if (first && second && !isSameHand(first, second)) {
		const side = said(first) === said(second) ? sideByMemory(first, second, said(first), memory, ptsUs) : said(first);
		hands.push({ ...first, side }, { ...second, side: other(side) });
	} else if (first) hands.push({ ...first, side: said(first) });
	hands.sort((a, b) => a.side.localeCompare(b.side));

	const next = { ...memory };
	for (const hand of hands) {
		const [x, y] = palm(hand);
		next[hand.side] = { ptsUs, x, y };
	}
	return { hands, memory: next };
}

/** Side of `surer` when both hands have the label `label`. */
function sideByMemory(surer: RawHand, weaker: RawHand, label: Side, memory: SideMemory, ptsUs: number): Side {
	const far = (hand: RawHand, side: Side): number => {
		const seen = memory[side];
		return seen && ptsUs - seen.ptsUs <= FORGET_AFTER_US ? distance(palm(hand), [seen.x, seen.y]) : 0;
	};
	const asLabelled = far(surer, label) + far(weaker, other(label));
	const swapped = far(surer, other(label)) + far(weaker, label);
	return swapped < asLabelled ? other(label) : label;
}
