import type { Bystander, Side, TrackedHand } from '../../schema/track.ts';
import { followSides, NO_ACCOUNT, type Account } from './follow-sides.ts';
import { eachOnce, type RawHand, type SeenHand } from './hand-look.ts';
import { NO_BYSTANDERS, numberBystanders, type BystanderMemory } from './number-bystanders.ts';

export type { RawHand } from './hand-look.ts';

/** What is remembered from frame to frame while a clip runs. */
export type SideMemory = {
	readonly accounts: readonly Account[];
	readonly bystanders: BystanderMemory;
	readonly nextId: number;
};
export const NO_MEMORY: SideMemory = { accounts: NO_ACCOUNT, bystanders: NO_BYSTANDERS, nextId: 0 };

/** The hands of a frame, decided: a `TrackFrame` without its time. */
export type DecidedHands = { hands: TrackedHand[]; bystanders?: Bystander[] };

/**
 * Says whose hand each one is, from what is known until now: at most one of each side, left first; further hands are
 * bystanders. What the whole take says later is `settleSides`.
 * - The model's label counts as evidence (a mirrored picture turns it round, MediaPipe 0.10.35), where the hand was, how
 *   fast, how large and of which shape count with it; a label has to speak against all these for a while to win.
 * - One hand found twice is kept once, the surer one.
 *
 * space   image landmarks over frame width and height; `aspect` is frame height over frame width
 * time    `ptsUs` of this frame, rising
 */
export function decideSides(
	raw: readonly RawHand[],
	memory: SideMemory,
	ptsUs: number,
	inputMirrored: boolean,
	aspect = 1
): DecidedHands & { memory: SideMemory } {
	if (raw.length === 0) return { hands: [], memory };
	const seen = eachOnce(raw, aspect);
	const accounts = followSides(memory.accounts, seen, ptsUs, inputMirrored, memory.nextId);
	const { decided, bystanders } = decidedHands(seen, accounts[0]!.choice, memory.bystanders, ptsUs, inputMirrored);
	return { ...decided, memory: { accounts, bystanders, nextId: memory.nextId + seen.length } };
}

/** A frame's hands by a choice of left and right: what is left over are bystanders. */
export function decidedHands(
	seen: readonly SeenHand[],
	[left, right]: Account['choice'],
	memory: BystanderMemory,
	ptsUs: number,
	inputMirrored: boolean
): { decided: DecidedHands; bystanders: BystanderMemory } {
	const own = (i: number, side: Side): TrackedHand[] => (i < 0 ? [] : [{ ...seen[i]!.hand, side }]);
	const rest = seen.filter((_, i) => i !== left && i !== right);
	const numbered = numberBystanders(rest, memory, ptsUs, inputMirrored);
	const decided: DecidedHands = { hands: [...own(left, 'left'), ...own(right, 'right')] };
	if (numbered.bystanders.length > 0) decided.bystanders = numbered.bystanders;
	return { decided, bystanders: numbered.memory };
}
