import type { FrameSize, HandRegion } from '../hand-pipeline/region.ts';

/** Side of the square picture that the landmark network looks at, pixels. Its numbers are 0..1. */
export const POSE_INPUT = 256;
/** A pose counts from here on. */
export const POSE_MIN_PRESENCE = 0.5;

/**
 * Landmarks that are kept: 0 to 24 of BlazePose's 33, head to hips. Left and right are the person's own.
 * 0 nose · 1-3 left eye · 4-6 right eye · 7, 8 ears · 9, 10 mouth · 11, 12 shoulders · 13, 14 elbows · 15, 16 wrists ·
 * 17-22 little fingers, index fingers, thumbs · 23, 24 hips
 */
export const BODY = {
	nose: 0,
	leftEar: 7,
	rightEar: 8,
	leftShoulder: 11,
	rightShoulder: 12,
	leftHip: 23,
	rightHip: 24
} as const;
export const BODY_LANDMARKS = 25;
/** Two further points of the network: the hips' middle and the circle, from which the next frame's region is made. */
const HIPS_POINT = 33;
const CIRCLE_POINT = 34;
const VALUES = 5;

const HEAT_SIDE = 64;
const HEAT_POINTS = 39;
/** A landmark moves to the middle of its heat within this many cells of it, if there is heat enough. */
const HEAT_REACH = 3;
const HEAT_ENOUGH = 0.5;

export type UpperBody = {
	/** 0..1: the network's certainty that it looked at a person. */
	presence: number;
	/** 25 · 3: x, y over the picture's width and height (may leave 0..1), z relative to the hips, about the scale of x. */
	imageLandmarks: Float32Array;
	/** 25 · 3: metres, origin in the hips' middle, x to the picture's right, y down. */
	worldLandmarks: Float32Array;
	/** 25: is the point inside the picture and unhidden, 0..1. */
	visibility: Float32Array;
	/** For the next frame's region, pixels of the picture. */
	hips: { x: number; y: number };
	circle: { x: number; y: number };
};

/** What of an upper body is kept: without what only the next frame's region needs. */
export type SeenBody = Pick<UpperBody, 'presence' | 'imageLandmarks' | 'worldLandmarks' | 'visibility'>;

export type PoseOutputs = {
	/** 39 · 5: x, y, z in pixels of the 256 square; visibility and presence as logits. */
	landmarks: Float32Array;
	/** 0..1. */
	presence: number;
	/** 64 · 64 · 39 logits, row, column, point. */
	heat: Float32Array;
	/** 39 · 3 metres, turned as the region is. */
	worldLandmarks: Float32Array;
};

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

/** What the landmark network saw in `region`, in the picture's own terms. */
export function decodePose(outputs: PoseOutputs, region: HandRegion, frame: FrameSize): UpperBody {
	const { landmarks, heat, worldLandmarks } = outputs;
	const [cos, sin] = [Math.cos(region.rotation), Math.sin(region.rotation)];
	const inPicture = (point: number): { x: number; y: number } => {
		const { x, y } = refined(
			landmarks[point * VALUES]! / POSE_INPUT,
			landmarks[point * VALUES + 1]! / POSE_INPUT,
			heat,
			point
		);
		const [dx, dy] = [(x - 0.5) * region.side, (y - 0.5) * region.side];
		return { x: region.x + dx * cos - dy * sin, y: region.y + dx * sin + dy * cos };
	};
	const imageLandmarks = new Float32Array(BODY_LANDMARKS * 3);
	const inWorld = new Float32Array(BODY_LANDMARKS * 3);
	const visibility = new Float32Array(BODY_LANDMARKS);
	for (let point = 0; point < BODY_LANDMARKS; point++) {
		const { x, y } = inPicture(point);
		const z = (landmarks[point * VALUES + 2]! / POSE_INPUT) * region.side;
		imageLandmarks.set([x / frame.width, y / frame.height, z / frame.width], point * 3);
		const [wx, wy, wz] = worldLandmarks.subarray(point * 3, point * 3 + 3) as unknown as [number, number, number];
		inWorld.set([wx * cos - wy * sin, wx * sin + wy * cos, wz], point * 3);
		visibility[point] = sigmoid(landmarks[point * VALUES + 3]!);
	}
	return {
		presence: outputs.presence,
		imageLandmarks,
		worldLandmarks: inWorld,
		visibility,
		hips: inPicture(HIPS_POINT),
		circle: inPicture(CIRCLE_POINT)
	};
}

/** The middle of a landmark's heat around it, 0..1 of the square; the landmark itself where there is too little. */
function refined(x: number, y: number, heat: Float32Array, point: number): { x: number; y: number } {
	const [column, row] = [Math.trunc(x * HEAT_SIDE), Math.trunc(y * HEAT_SIDE)];
	if (column < 0 || column >= HEAT_SIDE || row < 0 || row >= HEAT_SIDE) return { x, y };
	let [sum, most, sumX, sumY] = [0, 0, 0, 0];
	for (let r = Math.max(0, row - HEAT_REACH); r <= Math.min(HEAT_SIDE - 1, row + HEAT_REACH); r++)
		for (let c = Math.max(0, column - HEAT_REACH); c <= Math.min(HEAT_SIDE - 1, column + HEAT_REACH); c++) {
			const confidence = sigmoid(heat[(r * HEAT_SIDE + c) * HEAT_POINTS + point]!);
			sum += confidence;
			most = Math.max(most, confidence);
			sumX += c * confidence;
			sumY += r * confidence;
		}
	return most >= HEAT_ENOUGH && sum > 0 ? { x: sumX / HEAT_SIDE / sum, y: sumY / HEAT_SIDE / sum } : { x, y };
}
