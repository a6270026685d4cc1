import type { Vector } from '../geometry/vector.ts';
import { pointsOf, poseJoints } from '../hand/kinematics.ts';
import type { TakeOptions } from '../options.ts';
import type { HandNow, Person, TakeEvent, ThingKind } from '../scripts/script.ts';
import { project, type View } from './camera.ts';
import type { Instant, TakePlan } from './plan-take.ts';
import { crossingEvents, leavingEvents } from './seen-events.ts';

export type HandTruth = {
	side: 'left' | 'right';
	person: Person;
	/** 21 points: pixels from the top left corner, y down; may lie outside the picture. */
	px: [number, number][];
	/** The same points in the world, metres. */
	w3: Vector[];
	/** The same points' depth along the camera's axis, metres. */
	cz: number[];
	/** 1 seen, 0 hidden behind a surface or outside the picture. */
	vis: number[];
};
type ThingTruth = { kind: ThingKind; pos: number[]; quat: number[]; size: number[] };
export type FrameTruth = {
	i: number;
	t: number;
	phase: string;
	grip: boolean;
	/** Only where the camera moves. */
	camera?: View;
	object?: ThingTruth;
	others?: ThingTruth[];
	hands: HandTruth[];
};
export type Truth = {
	fps: number;
	width: number;
	height: number;
	camera: View;
	joints: 'mediapipe21';
	/** `px`, `w3` and `cz` are the bones' joints; `truth/landmark-convention.ts` turns them into a landmark model's points. */
	points: 'bones';
	script: string;
	seed: number;
	options: TakeOptions;
	/** Place in the list of skins. */
	skin: number;
	events: TakeEvent[];
	idle: [number, number][];
	/** Numbers of the frames that the camera lost: `frames` has a gap there, as the clip has. */
	dropped: readonly number[];
	frames: FrameTruth[];
};

const round = (value: number, digits: number): number => Number(value.toFixed(digits)) + 0;
const rounded = (values: readonly number[], digits: number): number[] => values.map((value) => round(value, digits));

/** The truth of one frame, without what only the picture can say (`vis` is 0 or 1 by the picture's edge alone). */
export function frameTruth(i: number, { t, view, moment }: Instant, options: TakeOptions): FrameTruth {
	const { width, height } = options;
	const hands = moment.hands.map((hand) => handTruth(hand, view, options));
	const things = moment.things.map(({ kind, at, turn, size }) => ({
		kind,
		pos: rounded(at, 5),
		quat: rounded(turn, 5),
		size: [...size]
	}));
	for (const hand of hands) {
		hand.vis = hand.px.map(([x, y], k) => (hand.cz[k]! > 0 && x >= 0 && y >= 0 && x < width && y < height ? 1 : 0));
	}
	return {
		i,
		t: round(t, 6),
		phase: moment.phase,
		grip: moment.grip,
		...(options.shake ? { camera: { ...view, at: rounded(view.at, 5) as unknown as Vector } } : {}),
		...(things[0] ? { object: things[0] } : {}),
		...(things.length > 1 ? { others: things.slice(1) } : {}),
		hands
	};
}

function handTruth(hand: HandNow, view: View, size: { width: number; height: number }): HandTruth {
	const points = pointsOf(poseJoints(hand.side, hand.fingers, hand.wrist));
	const seen = points.map((point) => project(view, size, point));
	return {
		side: hand.side,
		person: hand.person,
		px: seen.map(({ px }) => [round(px[0], 2), round(px[1], 2)]),
		w3: points.map((point) => rounded(point, 5) as unknown as Vector),
		cz: seen.map(({ depth }) => round(depth, 5)),
		vis: []
	};
}

/** The take's truth as its file has it. */
export function buildTruth(options: TakeOptions, plan: TakePlan, skin: number, frames: FrameTruth[]): Truth {
	return {
		fps: options.fps,
		width: options.width,
		height: options.height,
		camera: plan.view,
		joints: 'mediapipe21',
		points: 'bones',
		script: options.script,
		seed: options.seed,
		options,
		skin,
		events: [...plan.events, ...leavingEvents(frames, options.width, options.height), ...crossingEvents(frames)].sort(
			(a, b) => a.t - b.t
		),
		idle: plan.idle,
		dropped: plan.dropped,
		frames
	};
}
