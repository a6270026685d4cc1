import { PALM_ANCHORS, PALM_INPUT, palmAnchors } from './palm-anchors.ts';
import type { HandRegion, Palm } from './region.ts';

/** Numbers of each anchor: box centre and size, then seven points. */
const VALUES = 18;
const POINTS = 7;
const CLIP = 100;
/** A palm counts from here on. */
export const PALM_MIN_CONFIDENCE = 0.5;
/** Palms that overlap by more than this are one palm. */
export const SAME_PALM = 0.3;

/**
 * Palms in the network's output, one for each hand, surest first.
 * regressors  2016 · 18, pixels of the 192 square, from the anchor: box centre and size, seven points
 * logits      2016
 * view        the square of the picture that the network looked at; it must not be turned
 * answer      pixels of the picture
 */
export function decodePalms(
	regressors: Float32Array,
	logits: Float32Array,
	view: HandRegion,
	minConfidence = PALM_MIN_CONFIDENCE
): Palm[] {
	const centres = palmAnchors();
	const [left, top] = [view.x - view.side / 2, view.y - view.side / 2];
	const scale = view.side / PALM_INPUT;
	const palms: Palm[] = [];
	for (let i = 0; i < PALM_ANCHORS; i++) {
		const confidence = 1 / (1 + Math.exp(-Math.min(CLIP, Math.max(-CLIP, logits[i]!))));
		if (confidence < minConfidence) continue;
		const raw = regressors.subarray(i * VALUES, (i + 1) * VALUES);
		const ax = left + centres[2 * i]! * view.side;
		const ay = top + centres[2 * i + 1]! * view.side;
		const [width, height] = [raw[2]! * scale, raw[3]! * scale];
		const points = new Float32Array(2 * POINTS);
		for (let p = 0; p < POINTS; p++) {
			points[2 * p] = ax + raw[4 + 2 * p]! * scale;
			points[2 * p + 1] = ay + raw[5 + 2 * p]! * scale;
		}
		palms.push({
			x: ax + raw[0]! * scale - width / 2,
			y: ay + raw[1]! * scale - height / 2,
			width,
			height,
			points,
			confidence
		});
	}
	return mergePalms(palms);
}

/** One palm a hand: those that overlap the surest become their mean, weighted by confidence, with its confidence. */
export function mergePalms(palms: readonly Palm[]): Palm[] {
	let left = [...palms].sort((a, b) => b.confidence - a.confidence);
	const merged: Palm[] = [];
	while (left.length > 0) {
		const best = left[0]!;
		const same = left.filter((palm) => palm === best || overlap(best, palm) > SAME_PALM);
		const weight = same.reduce((sum, palm) => sum + palm.confidence, 0);
		const mean = (pick: (palm: Palm) => number) =>
			same.reduce((sum, palm) => sum + pick(palm) * palm.confidence, 0) / weight;
		const [x, y] = [mean((palm) => palm.x), mean((palm) => palm.y)];
		merged.push({
			x,
			y,
			width: mean((palm) => palm.x + palm.width) - x,
			height: mean((palm) => palm.y + palm.height) - y,
			points: best.points.map((_, i) => mean((palm) => palm.points[i]!)),
			confidence: best.confidence
		});
		left = left.filter((palm) => !same.includes(palm));
	}
	return merged;
}

function overlap(a: Palm, b: Palm): number {
	const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
	const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
	if (across <= 0 || down <= 0) return 0;
	const shared = across * down;
	return shared / (a.width * a.height + b.width * b.height - shared);
}
