import type { Quaternion } from '../geometry/quaternion.ts';
import type { Vector } from '../geometry/vector.ts';
import type { Side } from '../hand/rest-pose.ts';
import type { Look } from '../looks/choose-look.ts';
import type { Person, ThingNow } from '../scripts/script.ts';
import type { View } from '../truth/camera.ts';

/** What the page that draws is told once. */
export type SceneSetup = {
	width: number;
	height: number;
	look: Look;
	defocus: number;
	noise: number;
	seed: number;
	/** Each hand that is ever seen. */
	hands: { side: Side; person: Person }[];
	jointNames: Record<Side, string[]>;
	parents: readonly number[];
};

export type DrawnHand = {
	side: Side;
	person: Person;
	at: Vector;
	turn: Quaternion;
	/** The 25 joints' turns against the joint each hangs from. */
	turns: Quaternion[];
	arm: Vector;
};
export type SubFrame = { view: View; hands: DrawnHand[]; things: ThingNow[] };

/** What one frame is drawn from: its moments while the shutter is open, and the points to look for in the middle one. */
export type Shot = {
	frame: number;
	subFrames: SubFrame[];
	middle: SubFrame;
	/** For each hand of `middle`: where its 21 points are in the picture, pixels, and how deep, metres. */
	points: { px: [number, number][]; cz: number[] }[];
};

/** For each hand of `middle`: which points are seen (1) or hidden (0), and the 25 joints as the renderer has them. */
export type ShotResult = { vis: number[][]; joints: Vector[][] };

export type SceneApi = {
	open(setup: SceneSetup): Promise<void>;
	/** Draws the frame and posts its RGB bytes to `/frame`. */
	shoot(shot: Shot): Promise<ShotResult>;
};
