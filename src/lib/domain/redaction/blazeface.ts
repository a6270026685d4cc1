import { anchorCentres } from '../detector/anchor-centres.ts';
import type { FaceBox } from './face-box.ts';

/** Side of the square picture that the short-range network looks at, pixels. */
export const FACE_INPUT = 128;
export const FACE_ANCHORS = 896;
/** Numbers of each anchor: box centre and size, then six points. */
const VALUES = 16;
/** Grids of anchors: cells along a side, and anchors in each cell. The second grid stands for three layers of two. */
const GRIDS = [
	{ cells: 16, each: 2 },
	{ cells: 8, each: 6 }
] as const;
/**
 * A box counts as a face from here on. Faces of the measured clips had 0.89 and more; hands and desks reached this on
 * one frame in ten at worst (table in `workers/faces/README.md`). Covering a hand too much is mended later, a face too little is not.
 */
export const FACE_MIN_CONFIDENCE = 0.6;
/** Boxes that overlap by more than this are one face. */
const SAME_FACE = 0.3;

let anchors: Float32Array | null = null;
/** Centres of the 896 anchors, x and y in 0..1 of the square. */
export const faceAnchors = (): Float32Array => (anchors ??= anchorCentres(GRIDS));

/**
 * Faces in the network's output, not yet sorted out: one face has many boxes.
 * regressors       896 · 16, in pixels of the 128 square, from the anchor
 * classificators   896 logits
 * answer           boxes in 0..1 of the square
 */
export function decodeFaces(regressors: Float32Array, classificators: Float32Array, minConfidence: number): FaceBox[] {
	const centres = faceAnchors();
	const faces: FaceBox[] = [];
	for (let i = 0; i < FACE_ANCHORS; i++) {
		const confidence = 1 / (1 + Math.exp(-classificators[i]!));
		if (confidence < minConfidence) continue;
		const [dx, dy, w, h] = regressors.subarray(i * VALUES, i * VALUES + 4) as unknown as [
			number,
			number,
			number,
			number
		];
		const width = w / FACE_INPUT;
		const height = h / FACE_INPUT;
		const x = centres[i * 2]! + dx / FACE_INPUT - width / 2;
		const y = centres[i * 2 + 1]! + dy / FACE_INPUT - height / 2;
		faces.push({ x, y, width, height, confidence });
	}
	return faces;
}

/** Shared area over joint area, 0..1. */
export function overlap(a: FaceBox, b: FaceBox): number {
	const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
	const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
	if (across <= 0 || down <= 0) return 0;
	const shared = across * down;
	return shared / (a.width * a.height + b.width * b.height - shared);
}

/**
 * One box a face: the boxes around the surest one become their mean, weighted by confidence, and keep its confidence.
 * Surest first.
 */
export function mergeFaces(faces: readonly FaceBox[]): FaceBox[] {
	let left = [...faces].sort((a, b) => b.confidence - a.confidence);
	const merged: FaceBox[] = [];
	while (left.length > 0) {
		const best = left[0]!;
		const same = left.filter((face) => face === best || overlap(best, face) > SAME_FACE);
		const weight = same.reduce((sum, face) => sum + face.confidence, 0);
		const mean = (pick: (face: FaceBox) => number) =>
			same.reduce((sum, face) => sum + pick(face) * face.confidence, 0) / weight;
		merged.push({
			x: mean((f) => f.x),
			y: mean((f) => f.y),
			width: mean((f) => f.width),
			height: mean((f) => f.height),
			confidence: best.confidence
		});
		left = left.filter((face) => !same.includes(face));
	}
	return merged;
}
