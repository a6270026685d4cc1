import { aboutAxis } from '../geometry/quaternion.ts';
import { add, mix, unit, type Vector } from '../geometry/vector.ts';
import { armFrom } from '../hand/aim.ts';
import { mixFingers, RELAXED } from '../hand/fingers.ts';
import { pinch, wrap, wristFor } from '../hand/grips.ts';
import type { JointPose } from '../hand/kinematics.ts';
import { bump, minimumJerk } from '../motion/ease.ts';
import { keyedAt, type Key } from '../motion/keyed.ts';
import { opened, wristOver } from './handling.ts';
import { ELBOWS, type Script, type ScriptMaker, type TakeEvent } from './script.ts';

const JAR: Vector = [0.058, 0.11, 0.058];
const LID: Vector = [0.056, 0.026, 0.056];
/** How steeply the hand stands over the lid, and how far it turns it at a time, degrees. */
const STEEP = 72;
const TWIST = [42, -14] as const;
/** The thread's rise for a whole turn, metres. */
const RISE = 0.012;
/** How high the lid is lifted on its way to the desk, metres. */
const LIFT = 0.11;

/** The left hand holds a jar, the right one unscrews its lid in a few twists, takes it off and lays it down. */
export const twoHandUnscrewing: ScriptMaker = (chance): Script => {
	const jarAt: Vector = [chance.between(-0.005, 0.02), JAR[1] / 2, chance.between(-0.02, 0.01)];
	const hold = wrap('left', JAR[0] / 2);
	const holding = wristFor(hold, add(jarAt, [0, 0.008, 0]), [0, 1, 0], unit([-0.76, 0, 0.63]));
	const open = mixFingers(hold.fingers, RELAXED, 0.75);
	const left: Key[] = [
		{ t: 0, wrist: { ...holding, at: add(holding.at, [0.07, 0.03, -0.09]) }, fingers: open },
		{ t: 0.8, wrist: { ...holding, at: add(holding.at, [0.012, 0, -0.01]) }, fingers: open },
		{ t: 1.15, wrist: holding, fingers: hold.fingers }
	];

	const grip = pinch('right', LID[0], 34, 2);
	const seat = add(jarAt, [0, JAR[1] / 2 + LID[1] / 2 - 0.006, 0]);
	const rise = (degrees: number): Vector => add(seat, [0, (RISE * degrees) / 360, 0]);
	const over = (at: Vector, yaw: number): JointPose => wristOver(grip, at, yaw, STEEP);
	const turned = TWIST[0] - TWIST[1];
	const twists = 3;
	const events: TakeEvent[] = [{ t: 1.15, kind: 'contact', hand: 'left', thing: 'jar' }];
	const phases: [number, string][] = [[0, 'reach']];
	const wide = opened(grip.fingers, 0.8);
	const high = add(seat, [-0.05, 0.07, -0.07]);
	const right: Key[] = [
		{ t: 0, wrist: over(high, TWIST[0]), fingers: wide },
		{ t: 0.5, wrist: over(high, TWIST[0]), fingers: wide },
		{ t: 1.4, wrist: over(seat, TWIST[0]), fingers: wide }
	];
	const held: { from: number; to: number; start: number }[] = [];
	let t = 1.4;
	let done = 0;
	for (let k = 0; k < twists; k += 1) {
		t += 0.2;
		right.push({ t, wrist: over(rise(done), TWIST[0]), fingers: grip.fingers });
		events.push({ t, kind: 'contact', hand: 'right', thing: 'lid' }, { t, kind: 'turn', hand: 'right', thing: 'lid' });
		phases.push([t, 'turn']);
		const span = chance.between(0.5, 0.65);
		held.push({ from: t, to: t + span, start: done });
		done += turned;
		t += span;
		right.push({ t, wrist: over(rise(done), TWIST[1]), fingers: grip.fingers });
		if (k === twists - 1) break;
		events.push({ t, kind: 'release', hand: 'right', thing: 'lid' });
		phases.push([t, 'return']);
		right.push({ t: t + 0.15, wrist: over(rise(done), TWIST[1]), fingers: wide });
		t += 0.5;
		right.push({ t, wrist: over(rise(done), TWIST[0]), fingers: wide });
	}
	const off = t;
	events.push({ t: off, kind: 'off', hand: 'right', thing: 'lid' });
	phases.push([off, 'take off']);
	const away: Vector = [jarAt[0] - chance.between(0.12, 0.14), LID[1] / 2, chance.between(0.02, 0.04)];
	const put = off + chance.between(1.1, 1.3);
	right.push({ t: put, wrist: over(away, TWIST[1]), fingers: grip.fingers, over: [0, LIFT, 0] });
	events.push({ t: put, kind: 'release', hand: 'right', thing: 'lid' });
	phases.push([put, 'release']);
	right.push({ t: put + 0.3, wrist: over(away, TWIST[1]), fingers: wide });
	right.push({ t: put + 0.8, wrist: over(add(away, [-0.02, 0.07, -0.06]), TWIST[1]), fingers: wide });

	/** How far the lid has been turned, degrees. */
	const turnAt = (now: number): number =>
		held.reduce((sum, { from, to }) => sum + turned * minimumJerk((now - from) / (to - from)), 0);
	const lidAt = (now: number): JointPose => {
		const angle = turnAt(now);
		const turn = aboutAxis([0, 1, 0], angle);
		if (now <= off) return { at: rise(angle), turn };
		const share = minimumJerk((now - off) / (put - off));
		const lifted = LIFT * bump((now - off) / (put - off));
		return { at: add(mix(rise(done), away, share), [0, lifted, 0]), turn };
	};
	const isHeld = (now: number): boolean => now >= 1.15 || held.some(({ from, to }) => now >= from && now < to);
	return {
		seconds: Math.ceil((put + 1) * 2) / 2,
		view: { fov: 38, pos: [-0.03, 0.4, 0.46], at: [-0.02, 0.07, -0.035] },
		events,
		idle: [],
		at: (now) => {
			const hands = (
				[
					['right', right],
					['left', left]
				] as const
			).map(([side, keys]) => {
				const { wrist, fingers } = keyedAt(keys, now);
				return { side, person: 'self' as const, wrist, fingers, arm: armFrom(wrist.at, ELBOWS[side]) };
			});
			return {
				phase: phases.findLast(([from]) => from <= now)?.[1] ?? 'reach',
				grip: isHeld(now),
				hands,
				things: [
					{ kind: 'lid', size: LID, ...lidAt(now) },
					{ kind: 'jar', size: JAR, at: jarAt, turn: [0, 0, 0, 1] }
				]
			};
		}
	};
};
