import type { Side } from '../../schema/ids.ts';
import type { PixelLook } from './look-of-pixels.ts';

/** A hand in the picture, as the coach sees it: its box over frame width and height. */
export type CoachHand = { side: Side; left: number; top: number; right: number; bottom: number };

export type CoachInput = {
	hands: readonly CoachHand[];
	wanted: 'one' | 'both';
	/** False while nobody looks for hands: nothing is said of them then. */
	tracking: boolean;
	look: PixelLook | null;
	/** The sharpest that this camera was since the page was opened. */
	bestSharpness: number;
	/** Frames a second that the camera gives now, and those it was asked for; null while not known. */
	fps: number | null;
	wantedFps: number;
};

export type LampId = 'left' | 'right' | 'distance' | 'light' | 'sharp' | 'cadence';
export type Lamp = { id: LampId; state: 'good' | 'warn' | 'unknown' };

export type AdviceCode =
	| 'show_hands'
	| 'show_other_hand'
	| 'near_left_edge'
	| 'near_right_edge'
	| 'near_top_edge'
	| 'near_bottom_edge'
	| 'too_near'
	| 'too_far'
	| 'too_dark'
	| 'too_bright'
	| 'not_sharp'
	| 'slow_camera';

/** The fix that helps most, with the measure that asks for it: percent of the height, or frames a second; null where there is none. */
export type Advice = { code: AdviceCode; side: Side | null; value: number | null };

/** Limits: hand box height over frame height, luma, share of the best sharpness, share of the wanted rate. source: CONVENTIONS, suggested defaults */
export const COACH_LIMITS = { tooFar: 0.08, tooNear: 0.6, edge: 0.02, dark: 60, bright: 200, sharp: 0.4, rate: 0.8 };

/** Limits while an advice is shown: what called for it has to be clearly over before it goes, so that nothing flickers at a limit. */
function limitsWhile(shown: AdviceCode | null): typeof COACH_LIMITS {
	switch (shown) {
		case 'too_dark':
			return { ...COACH_LIMITS, dark: COACH_LIMITS.dark * 1.12 };
		case 'too_bright':
			return { ...COACH_LIMITS, bright: COACH_LIMITS.bright * 0.96 };
		case 'too_far':
			return { ...COACH_LIMITS, tooFar: COACH_LIMITS.tooFar * 1.15 };
		case 'too_near':
			return { ...COACH_LIMITS, tooNear: COACH_LIMITS.tooNear * 0.93 };
		case 'not_sharp':
			return { ...COACH_LIMITS, sharp: COACH_LIMITS.sharp * 1.2 };
		case 'slow_camera':
			return { ...COACH_LIMITS, rate: COACH_LIMITS.rate * 1.06 };
		case 'near_left_edge':
		case 'near_right_edge':
		case 'near_top_edge':
		case 'near_bottom_edge':
			return { ...COACH_LIMITS, edge: COACH_LIMITS.edge * 2 };
		default:
			return COACH_LIMITS;
	}
}

/**
 * State of every lamp, always in the same order, and at most one piece of advice: what matters most first.
 * shown  the advice that is on the screen now; its limits are wider
 */
export function advise(input: CoachInput, shown: AdviceCode | null = null): { lamps: Lamp[]; advice: Advice | null } {
	const { hands, tracking, wanted, look, fps } = input;
	const limits = limitsWhile(shown);
	const seen = (side: Side) => hands.some((hand) => hand.side === side);
	const enough = wanted === 'both' ? seen('left') && seen('right') : hands.length > 0;
	const heights = hands.map((hand) => hand.bottom - hand.top);
	const highest = Math.max(...heights, 0);
	const lowest = Math.min(...heights, 1);
	const distant = highest > limits.tooNear || lowest < limits.tooFar;
	const dark = look !== null && look.luma < limits.dark;
	const bright = look !== null && look.luma > limits.bright;
	// A table without a hand has nothing that could be sharp.
	const sharpKnown = look !== null && !(tracking && hands.length === 0);
	const blurred = sharpKnown && look.sharpness < limits.sharp * input.bestSharpness;
	const slow = fps !== null && fps < limits.rate * input.wantedFps;

	const handLamp = (side: Side): Lamp => ({
		id: side,
		state: !tracking ? 'unknown' : seen(side) ? 'good' : wanted === 'one' && hands.length > 0 ? 'unknown' : 'warn'
	});
	const lamp = (id: LampId, known: boolean, bad: boolean): Lamp => ({
		id,
		state: !known ? 'unknown' : bad ? 'warn' : 'good'
	});
	const lamps = [
		handLamp('left'),
		handLamp('right'),
		lamp('distance', tracking && hands.length > 0, distant),
		lamp('light', look !== null, dark || bright),
		lamp('sharp', sharpKnown, blurred),
		lamp('cadence', fps !== null, slow)
	];

	const say = (code: AdviceCode, side: Side | null = null, value: number | null = null): Advice => ({
		code,
		side,
		value
	});
	const percent = (share: number) => Math.round(share * 100);
	const light = dark ? say('too_dark') : bright ? say('too_bright') : null;
	const near = hands.flatMap((hand) => edgeAdvice(hand, limits.edge))[0] ?? null;
	const missing = tracking && !enough ? say(hands.length > 0 ? 'show_other_hand' : 'show_hands') : null;
	const distance =
		highest > limits.tooNear
			? say('too_near', null, percent(highest))
			: hands.length > 0 && lowest < limits.tooFar
				? say('too_far', null, percent(lowest))
				: null;
	const advice =
		light ??
		missing ??
		distance ??
		near ??
		(blurred ? say('not_sharp') : slow ? say('slow_camera', null, Math.round(fps)) : null);
	return { lamps, advice };
}

function edgeAdvice({ side, left, top, right, bottom }: CoachHand, edge: number): Advice[] {
	if (left < edge) return [{ code: 'near_left_edge', side, value: null }];
	if (right > 1 - edge) return [{ code: 'near_right_edge', side, value: null }];
	if (top < edge) return [{ code: 'near_top_edge', side, value: null }];
	if (bottom > 1 - edge) return [{ code: 'near_bottom_edge', side, value: null }];
	return [];
}

/** Box of 21 image landmarks (63 numbers), over frame width and height. */
export function boxOfHand(side: Side, imageLandmarks: ArrayLike<number>): CoachHand {
	const box: CoachHand = { side, left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
	for (let i = 0; i < imageLandmarks.length; i += 3) {
		box.left = Math.min(box.left, imageLandmarks[i]!);
		box.right = Math.max(box.right, imageLandmarks[i]!);
		box.top = Math.min(box.top, imageLandmarks[i + 1]!);
		box.bottom = Math.max(box.bottom, imageLandmarks[i + 1]!);
	}
	return box;
}
