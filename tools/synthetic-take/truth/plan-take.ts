import { chanceFrom, type Chance } from '../motion/chance.ts';
import { swayFrom } from '../motion/sway.ts';
import type { TakeOptions } from '../options.ts';
import { SCRIPTS } from '../scripts/all.ts';
import { otherHand } from '../scripts/other-hand.ts';
import type { Moment, TakeEvent } from '../scripts/script.ts';
import { fromAfar, shaken, type View } from './camera.ts';

export type Instant = { t: number; view: View; moment: Moment };
export type TakePlan = {
	seconds: number;
	/** Whole frames at the rate asked for; some may be dropped. */
	count: number;
	dropped: readonly number[];
	view: View;
	events: TakeEvent[];
	idle: [number, number][];
	/** Draws for the looks of the desk and the light. */
	look: Chance;
	at(t: number): Instant;
};

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Everything that happens in a take, as a function of time. Seconds from the first frame. */
export function planTake(options: TakeOptions): TakePlan {
	const chance = chanceFrom(options.seed).branch(options.script);
	const script = SCRIPTS[options.script](chance.branch('motion'), options.object);
	const { idleHead: head, idleTail: tail } = options;
	const seconds = head + script.seconds + tail;
	const count = Math.round(seconds * options.fps);
	const view = fromAfar({ ...script.view, fov: options.fov ?? script.view.fov }, options.distance);
	// About as fast as a hand that holds a telephone trembles and drifts.
	const shake = swayFrom(chance.branch('shake'), options.shake, 1.7);
	const visitor = options.secondPerson ? otherHand(chance.branch('other'), seconds) : null;
	const shift = <T extends { t: number }>(event: T): T => ({ ...event, t: round(event.t + head, 4) });

	const at = (t: number): Instant => {
		const own = script.at(Math.min(script.seconds, Math.max(0, t - head)));
		const idle = t < head || t > head + script.seconds;
		const hands = [...(options.hands ? own.hands : []), ...(visitor?.(t) ?? [])];
		const [right, up] = shake(t);
		return {
			t,
			view: options.shake ? shaken(view, right, up) : view,
			moment: { ...own, phase: idle ? 'idle' : own.phase, grip: own.grip && options.hands, hands }
		};
	};
	const idle: [number, number][] = script.idle.map(([a, b]) => [a + head, b + head]);
	if (head) idle.unshift([0, head]);
	if (tail) idle.push([round(head + script.seconds, 4), round(seconds, 4)]);
	return {
		seconds,
		count,
		dropped: droppedFrames(count, options.drop, chance.branch('drop')),
		view,
		events: options.hands ? script.events.map(shift) : [],
		idle,
		look: chance.branch('look'),
		at
	};
}

/** Which frames the camera loses: never the first or the last, so that the take keeps its length. */
function droppedFrames(count: number, share: number, chance: Chance): number[] {
	const inner = Array.from({ length: Math.max(0, count - 2) }, (_, i) => i + 1);
	return inner.filter(() => chance.next() < share);
}
