import { aboutAxis, inverse, multiply, turnVector } from '../geometry/quaternion.ts';
import { add, scale, type Vector } from '../geometry/vector.ts';
import { mixFingers, type Fingers } from '../hand/fingers.ts';
import { pinch, wristFor, type Grip } from '../hand/grips.ts';
import type { JointPose } from '../hand/kinematics.ts';
import { keyedAt, type Key } from '../motion/keyed.ts';
import type { EventKind, TakeEvent, ThingKind } from './script.ts';

/** How steeply the hand comes down on what it takes, degrees below level. */
const STEEP = 50;
const rad = Math.PI / 180;

/** Metres: width, height, depth of what is picked up. */
export const SIZES: Record<'cube' | 'ball', Vector> = { cube: [0.04, 0.04, 0.04], ball: [0.046, 0.046, 0.046] };

export const pickable = (kind: ThingKind): 'cube' | 'ball' => (kind === 'ball' ? 'ball' : 'cube');

export const gripOf = (side: 'left' | 'right', kind: 'cube' | 'ball'): Grip =>
	pinch(side, SIZES[kind][0], kind === 'cube' ? 0 : 40, 2);

/** The grip opened by about two centimetres, on both sides of the thing. */
export function opened(fingers: Fingers, share = 1): Fingers {
	const wide: Fingers = {
		thumb: fingers.thumb.map((angle, i) => angle - [12, 6, 0, 14, 2][i]!),
		index: fingers.index.map((angle, i) => angle - [15, 0, 8, 4][i]!),
		middle: fingers.middle.map((angle, i) => angle - [15, 0, 8, 4][i]!),
		ring: fingers.ring.map((angle, i) => angle - [10, 0, 8, 4][i]!),
		pinky: fingers.pinky.map((angle, i) => angle - [12, 0, 8, 4][i]!)
	};
	return mixFingers(fingers, wide, share);
}

/**
 * The wrist that takes the thing at `centre`. `yaw` degrees: 0 has the thumb towards the person and the fingers towards
 * +z; more turns the hand towards its own body.
 */
export function wristOver(grip: Grip, centre: Vector, yaw: number, steep = STEEP): JointPose {
	const own = grip.side === 'right' ? 1 : -1;
	const axis: Vector = [-own * Math.sin(yaw * rad), 0, Math.cos(yaw * rad)];
	const level: Vector = [own * Math.cos(yaw * rad), 0, Math.sin(yaw * rad)];
	const approach = add(scale(level, Math.cos(steep * rad)), [0, -Math.sin(steep * rad), 0]);
	return wristFor(grip, centre, axis, approach);
}

/** The turn of an upright thing whose faces lie square to the pads of a hand with this yaw. */
export const facing = (grip: Grip, yaw: number) => aboutAxis([0, 1, 0], grip.side === 'right' ? -yaw : yaw);

/** One hand and the one thing it handles, as a story told step by step. Times are seconds from the first frame. */
export class Handling {
	readonly keys: Key[];
	readonly events: TakeEvent[] = [];
	readonly grip: Grip;
	#kind: 'cube' | 'ball';
	#phases: { t: number; phase: string; grip: boolean }[] = [{ t: 0, phase: 'rest', grip: false }];
	#ways: { t: number; pose: (t: number) => JointPose }[];

	constructor(grip: Grip, kind: 'cube' | 'ball', home: JointPose, thing: JointPose) {
		this.grip = grip;
		this.#kind = kind;
		this.keys = [{ t: 0, wrist: home, fingers: opened(grip.fingers, 0.6) }];
		this.#ways = [{ t: 0, pose: () => thing }];
	}

	get now(): number {
		return this.keys.at(-1)!.t;
	}

	/** From now on the phase has this name. */
	phase(phase: string, after = 0, grip = this.#phases.at(-1)!.grip): void {
		this.#phases.push({ t: this.now + after, phase, grip });
	}

	event(kind: EventKind, after = 0): void {
		this.events.push({ t: this.now + after, kind, hand: this.grip.side, thing: this.#kind });
	}

	/** The next key, `seconds` from the last; what is not said stays as it is. */
	move(seconds: number, change: Partial<Omit<Key, 't'>>): void {
		const { wrist, fingers } = this.keys.at(-1)!;
		this.keys.push({ wrist, fingers, ...change, t: this.now + seconds });
	}

	/** From now on (or `after` seconds later) the thing goes its own way. */
	thingGoes(pose: (t: number) => JointPose, after = 0): void {
		this.#ways.push({ t: this.now + after, pose });
	}

	/** From now on the thing goes with the hand, as it lies in it now. */
	hold(): void {
		const { wrist } = this.keys.at(-1)!;
		const lying = multiply(inverse(wrist.turn), this.thingAt(this.now).turn);
		this.thingGoes((t) => {
			const { wrist: hand } = keyedAt(this.keys, t);
			return { at: add(hand.at, turnVector(hand.turn, this.grip.centre)), turn: multiply(hand.turn, lying) };
		});
	}

	/** Reaches for the thing where it stands and closes on it. */
	take(yaw: number, reach: number): void {
		this.phase('reach');
		this.move(reach, {
			wrist: wristOver(this.grip, this.thingAt(this.now).at, yaw),
			fingers: opened(this.grip.fingers)
		});
		this.phase('close');
		this.move(0.35, { fingers: this.grip.fingers });
		this.event('contact');
		this.hold();
		this.phase('lift', 0, true);
		this.event('lift');
	}

	/** Carries the thing over to `to` and lets go of it there. */
	put(to: Vector, yaw: number, seconds: number, height: number): void {
		this.phase('transport', seconds * 0.3);
		this.phase('lower', seconds * 0.7);
		this.move(seconds, { wrist: wristOver(this.grip, to, yaw), over: [0, height, 0] });
		const there = this.thingAt(this.now);
		this.thingGoes(() => there);
		this.event('release');
		this.phase('release', 0, false);
		this.move(0.3, { fingers: opened(this.grip.fingers), over: undefined });
	}

	retreat(home: JointPose, seconds: number): void {
		this.phase('retreat');
		this.move(seconds, { wrist: home, fingers: opened(this.grip.fingers, 0.6) });
		this.phase('rest');
	}

	thingAt(t: number): JointPose {
		return this.#ways.findLast((way) => way.t <= t)!.pose(t);
	}

	phaseAt(t: number): { phase: string; grip: boolean } {
		return this.#phases.findLast((one) => one.t <= t) ?? this.#phases[0]!;
	}
}
