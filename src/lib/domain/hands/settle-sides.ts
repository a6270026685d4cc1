import type { TrackFrame } from '../../schema/track.ts';
import { decidedHands } from './decide-sides.ts';
import { followSides, NO_ACCOUNT, type Account } from './follow-sides.ts';
import { eachOnce, type RawHand } from './hand-look.ts';
import { NO_BYSTANDERS } from './number-bystanders.ts';

/** Names the way of deciding in a layer's settings, so that a layer decided in another way can be told apart. */
export const IDENTITY_METHOD = 'viterbi-1';

/**
 * Decides the sides of a whole take at once: the cheapest account of all frames, from both directions, where
 * `decideSides` knows only the past. Looks at every hand again, with its raw label; landmarks stay the same arrays.
 * Settling twice gives the same.
 *
 * space   image landmarks over frame width and height; `aspect` is frame height over frame width
 * time    `ptsUs` of the frames rises
 */
export function settleSides(frames: readonly TrackFrame[], inputMirrored: boolean, aspect: number): TrackFrame[] {
	const seen = frames.map((frame) => eachOnce(rawHands(frame), aspect));
	const ways: Pick<Account, 'parent' | 'choice'>[][] = [];
	let accounts: readonly Account[] = NO_ACCOUNT;
	let nextId = 0;
	frames.forEach((frame, i) => {
		const hands = seen[i]!;
		accounts = hands.length > 0 ? followSides(accounts, hands, frame.ptsUs, inputMirrored, nextId) : waited(accounts);
		nextId += hands.length;
		ways.push(accounts.map(({ parent, choice }) => ({ parent, choice })));
	});
	const chosen = new Array<Account['choice']>(frames.length);
	for (let i = frames.length - 1, at = 0; i >= 0; i--) {
		const way = ways[i]![at]!;
		chosen[i] = way.choice;
		at = way.parent;
	}
	let memory = NO_BYSTANDERS;
	return frames.map(({ ptsUs }, i) => {
		const { decided, bystanders } = decidedHands(seen[i]!, chosen[i]!, memory, ptsUs, inputMirrored);
		memory = bystanders;
		return { ptsUs, ...decided };
	});
}

const waited = (accounts: readonly Account[]): Account[] =>
	accounts.map((account, parent) => ({ ...account, parent, choice: [-1, -1] }));

/** All hands of a frame as the model gave them. */
function rawHands(frame: TrackFrame): RawHand[] {
	const hands = frame.hands.map(({ side: _side, ...raw }): RawHand => raw);
	for (const { side: _side, track: _track, ...raw } of frame.bystanders ?? []) hands.push(raw);
	return hands;
}
