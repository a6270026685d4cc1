import { correctionKey, type HandCorrection, type KeypointState } from '../../schema/annotation.ts';
import type { Side } from '../../schema/ids.ts';
import type { PtsUs } from '../../schema/time.ts';
import type { Edit } from './edit.ts';
import type { TakeDoc } from './take-doc.ts';

export type CorrectionPoint = HandCorrection['points'][number];

/** The model's hand on the frame being corrected. `imageLandmarks`: 63 numbers, x and y over frame size. */
export type ModelHand = { ptsUs: PtsUs; side: Side; imageLandmarks: ArrayLike<number> };

/**
 * The hand as a person's layer would start: the model's points, none moved. Points outside the picture say so.
 * Coordinates are single precision, as they are stored, so that a document read back is equal.
 */
export function correctionFromModel(hand: ModelHand): HandCorrection {
	const points = Array.from({ length: 21 }, (_, i): CorrectionPoint => {
		const x = Math.fround(hand.imageLandmarks[i * 3]!);
		const y = Math.fround(hand.imageLandmarks[i * 3 + 1]!);
		return { x, y, state: inside(x, y) ? 'visible' : 'outside', moved: false };
	});
	return { ptsUs: hand.ptsUs, side: hand.side, points };
}

const inside = (x: number, y: number): boolean => x >= 0 && x <= 1 && y >= 0 && y <= 1;

/**
 * Moves one point of a hand on one frame to (x, y), over frame width and height. Changes the person's hand where
 * there is one, else makes it from the model's. Index outside 0..20 or no change: [].
 */
export function planMoveKeypoint(doc: TakeDoc, hand: ModelHand, index: number, x: number, y: number): Edit[] {
	const to = { x: Math.fround(x), y: Math.fround(y) };
	return planPoint(doc, hand, index, (point) =>
		point.x === to.x && point.y === to.y
			? point
			: {
					...point,
					...to,
					state: inside(to.x, to.y) ? (point.state === 'outside' ? 'visible' : point.state) : 'outside',
					moved: true
				}
	);
}

/** Says whether a point is seen, hidden, outside the picture or not there. No change: []. */
export const planSetPointState = (doc: TakeDoc, hand: ModelHand, index: number, state: KeypointState): Edit[] =>
	planPoint(doc, hand, index, (point) => (point.state === state ? point : { ...point, state }));

function planPoint(
	doc: TakeDoc,
	hand: ModelHand,
	index: number,
	change: (point: CorrectionPoint) => CorrectionPoint
): Edit[] {
	const key = correctionKey(hand.ptsUs, hand.side);
	const before = doc.corrections.get(key) ?? null;
	const base = before ?? correctionFromModel(hand);
	const point = base.points[index];
	if (!point) return [];
	const changed = change(point);
	if (changed === point) return [];
	return [{ kind: 'correction', key, before, after: { ...base, points: base.points.with(index, changed) } }];
}

/** Gives a hand on a frame back to the model. Nothing corrected there: []. */
export function planClearCorrection(doc: TakeDoc, ptsUs: PtsUs, side: Side): Edit[] {
	const key = correctionKey(ptsUs, side);
	const before = doc.corrections.get(key);
	return before ? [{ kind: 'correction', key, before, after: null }] : [];
}
