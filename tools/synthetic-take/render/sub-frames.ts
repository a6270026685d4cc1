import { localTurns } from '../hand/kinematics.ts';
import type { TakeOptions } from '../options.ts';
import { frameTruth } from '../truth/build-truth.ts';
import type { Instant, TakePlan } from '../truth/plan-take.ts';
import type { SubFrame } from './scene-api.ts';

/** Pixels between two moments of one exposure, so that blur is a smear and not a row of hands; and the most moments. */
const STEP = 6;
const MOST = 7;

export const drawnAt = ({ view, moment }: Instant): SubFrame => ({
	view,
	things: moment.things,
	hands: moment.hands.map(({ side, person, wrist, fingers, arm }) => ({
		side,
		person,
		at: wrist.at,
		turn: wrist.turn,
		turns: localTurns(side, fingers),
		arm
	}))
});

/** The moments while the shutter is open round time `t`, as many as the fastest point needs. The middle one is `t`. */
export function exposureOf(plan: TakePlan, options: TakeOptions, t: number): SubFrame[] {
	const open = options.shutter / options.fps;
	const [first, last] = [plan.at(t - open / 2), plan.at(t + open / 2)];
	const [before, after] = [first, last].map((instant) => frameTruth(0, instant, options).hands);
	let fastest = 0;
	before!.forEach(({ px }, k) => {
		const other = after![k]?.px;
		px.forEach(([x, y], i) => other && (fastest = Math.max(fastest, Math.hypot(other[i]![0] - x, other[i]![1] - y))));
	});
	// An odd number: the middle moment is the one that the truth tells.
	const count = Math.min(MOST, 1 + 2 * Math.floor(fastest / STEP / 2 + 0.5));
	if (open === 0 || count === 1) return [drawnAt(plan.at(t))];
	return Array.from({ length: count }, (_, k) => drawnAt(plan.at(t + open * ((k + 0.5) / count - 0.5))));
}
