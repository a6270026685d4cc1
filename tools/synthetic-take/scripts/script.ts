import type { Quaternion } from '../geometry/quaternion.ts';
import type { Vector } from '../geometry/vector.ts';
import type { Fingers } from '../hand/fingers.ts';
import type { JointPose } from '../hand/kinematics.ts';
import type { Side } from '../hand/rest-pose.ts';
import type { Chance } from '../motion/chance.ts';
import type { View } from '../truth/camera.ts';

/** Whose hand: the person the take is about, or one who happens to reach into the picture. */
export type Person = 'self' | 'other';

export type HandNow = {
	side: Side;
	person: Person;
	wrist: JointPose;
	fingers: Fingers;
	/** Unit vector from the wrist to the elbow. */
	arm: Vector;
};

export type ThingKind = 'cube' | 'jar' | 'lid' | 'ball';
/** `size` metres: width, height, depth. A jar, a lid and a ball are round: width is the diameter. */
export type ThingNow = { kind: ThingKind; size: Vector; at: Vector; turn: Quaternion };

/** What is before the camera at one moment. The first thing is the one the task is about. */
export type Moment = { phase: string; grip: boolean; hands: HandNow[]; things: ThingNow[] };

export type EventKind =
	'contact' | 'lift' | 'release' | 'drop' | 'land' | 'cross' | 'leave' | 'return' | 'reach' | 'arrive' | 'turn' | 'off';
/**
 * `t` seconds from the first frame. `cross`, `leave` and `return` are read off the picture (`truth/seen-events.ts`); at a
 * `cross` both hands pass, whatever `hand` says.
 */
export type TakeEvent = { t: number; kind: EventKind; hand: Side; thing?: ThingKind };

export type Script = {
	seconds: number;
	view: View;
	events: TakeEvent[];
	/** Seconds during which nothing is done, before and after the task. */
	idle: [number, number][];
	at(t: number): Moment;
};

export type ScriptMaker = (chance: Chance, thing: ThingKind) => Script;

/** Elbows of the person at the desk, who looks towards +z. Metres. */
export const ELBOWS: Record<Side, Vector> = { right: [-0.25, 0.2, -0.4], left: [0.25, 0.2, -0.4] };
