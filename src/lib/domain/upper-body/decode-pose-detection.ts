import { anchorCentres } from '../detector/anchor-centres.ts';
import type { HandRegion } from '../hand-pipeline/region.ts';

/** Side of the square picture that the detection network looks at, pixels. Its numbers are -1..1, black where there is no picture. */
export const DETECTION_INPUT = 224;
export const POSE_ANCHORS = 2254;
/** Numbers of each anchor: box centre and size, then four points. */
const VALUES = 12;
/** Cells along a side, and anchors in each cell: strides 8, 16, and three layers of stride 32, two anchors each. */
const GRIDS = [
	{ cells: DETECTION_INPUT / 8, each: 2 },
	{ cells: DETECTION_INPUT / 16, each: 2 },
	{ cells: DETECTION_INPUT / 32, each: 6 }
] as const;
const CLIP = 100;
/** A person counts from here on. */
export const POSE_MIN_CONFIDENCE = 0.5;
/** Boxes that overlap by more than this are one person. */
const SAME_PERSON = 0.3;

/**
 * A person in a picture, pixels: the box of the head, the middle of the hips, and a point on the circle around the whole
 * body whose middle that is.
 */
export type PersonSeen = {
	x: number;
	y: number;
	width: number;
	height: number;
	hips: { x: number; y: number };
	circle: { x: number; y: number };
	confidence: number;
};

let anchors: Float32Array | null = null;

/** Centres of the 2254 anchors, x and y in 0..1 of the square. All have the size 1. */
export const poseAnchors = (): Float32Array => (anchors ??= anchorCentres(GRIDS));

/**
 * People in the network's output, surest first.
 * regressors  2254 · 12, pixels of the 224 square, from the anchor: box centre and size, hips, circle, and two points for
 *             the upper body alone, which are not used
 * logits      2254
 * view        the square of the picture that the network looked at; it must not be turned
 * answer      pixels of the picture
 */
export function decodePeople(regressors: Float32Array, logits: Float32Array, view: HandRegion): PersonSeen[] {
	const centres = poseAnchors();
	const [left, top] = [view.x - view.side / 2, view.y - view.side / 2];
	const scale = view.side / DETECTION_INPUT;
	const people: PersonSeen[] = [];
	for (let i = 0; i < POSE_ANCHORS; i++) {
		const confidence = 1 / (1 + Math.exp(-Math.min(CLIP, Math.max(-CLIP, logits[i]!))));
		if (confidence < POSE_MIN_CONFIDENCE) continue;
		const raw = regressors.subarray(i * VALUES, (i + 1) * VALUES);
		const ax = left + centres[2 * i]! * view.side;
		const ay = top + centres[2 * i + 1]! * view.side;
		const [width, height] = [raw[2]! * scale, raw[3]! * scale];
		people.push({
			x: ax + raw[0]! * scale - width / 2,
			y: ay + raw[1]! * scale - height / 2,
			width,
			height,
			hips: { x: ax + raw[4]! * scale, y: ay + raw[5]! * scale },
			circle: { x: ax + raw[6]! * scale, y: ay + raw[7]! * scale },
			confidence
		});
	}
	return mergePeople(people);
}

/** One box a person: those that overlap the surest become their mean, weighted by confidence, with its confidence. */
function mergePeople(people: readonly PersonSeen[]): PersonSeen[] {
	let left = [...people].sort((a, b) => b.confidence - a.confidence);
	const merged: PersonSeen[] = [];
	while (left.length > 0) {
		const best = left[0]!;
		const same = left.filter((person) => person === best || overlap(best, person) > SAME_PERSON);
		const weight = same.reduce((sum, person) => sum + person.confidence, 0);
		const mean = (pick: (person: PersonSeen) => number) =>
			same.reduce((sum, person) => sum + pick(person) * person.confidence, 0) / weight;
		merged.push({
			x: mean((one) => one.x),
			y: mean((one) => one.y),
			width: mean((one) => one.width),
			height: mean((one) => one.height),
			hips: { x: mean((one) => one.hips.x), y: mean((one) => one.hips.y) },
			circle: { x: mean((one) => one.circle.x), y: mean((one) => one.circle.y) },
			confidence: best.confidence
		});
		left = left.filter((person) => !same.includes(person));
	}
	return merged;
}

function overlap(a: PersonSeen, b: PersonSeen): number {
	const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
	const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
	if (across <= 0 || down <= 0) return 0;
	const shared = across * down;
	return shared / (a.width * a.height + b.width * b.height - shared);
}
