import type { FrameLook } from '../../schema/quality.ts';
import { shareAbove } from './sample-shares.ts';

/** Slower hands leave no trace on an exposure of a thirtieth of a second, palm lengths a second. */
const FAST = 1.2;
/** A sample of a hand that is slower than this shows how its edges lie. */
const SLOW = 0.6;
/** Edges along the way over edges across it, against the same of the slow samples: what is left of them in a smear. */
const LEFT_ALONG = 0.7;
/** And the box as a whole is less sharp than this share of the take's sharpest quarter. */
const LESS_SHARP = 0.6;
/** Fewer samples of hands with a motion say nothing. */
const ENOUGH = 4;

type Told = FrameLook & { handSpeed: number; handWay: number[]; edges: number[] };
const isTold = (look: FrameLook): look is Told =>
	look.onHand && look.handSpeed !== undefined && look.handWay !== undefined && look.edges !== undefined;

/** Energy of gradients along a way over the energy across it. */
function alongAcross([xx, xy, yy]: readonly number[], [x, y]: readonly number[]): number {
	const along = x! * x! * xx! + 2 * x! * y! * xy! + y! * y! * yy!;
	const across = y! * y! * xx! - 2 * x! * y! * xy! + x! * x! * yy!;
	return (along + 1e-6) / (across + 1e-6);
}

/** Mean tensor of samples, each with the same weight. Without any: edges that lie every way alike. */
function meanEdges(looks: readonly Told[]): [number, number, number] {
	const sum: [number, number, number] = [0, 0, 0];
	for (const { edges } of looks) {
		const trace = edges[0]! + edges[2]! || 1;
		for (const i of [0, 1, 2] as const) sum[i] += edges[i]! / trace / looks.length;
	}
	return looks.length > 0 ? sum : [0.5, 0, 0.5];
}

/**
 * Samples on which the hand's motion has smeared its edges, and those of which it can be told. Motion takes away the edges
 * that it crosses and leaves those that it slides along; a lens out of focus takes both. Null where too few can be told.
 */
export function smearedLooks(looks: readonly FrameLook[]): { told: FrameLook[]; smeared: FrameLook[] } | null {
	const told = looks.filter(isTold);
	if (told.length < ENOUGH) return null;
	const still = meanEdges(told.filter((look) => look.handSpeed < SLOW));
	const sharpest = shareAbove(
		told.map((look) => look.sharpness),
		0.25
	);
	const smeared = told.filter(
		({ handSpeed, handWay, edges, sharpness }) =>
			handSpeed >= FAST &&
			sharpness < LESS_SHARP * sharpest &&
			alongAcross(edges, handWay) < LEFT_ALONG * alongAcross(still, handWay)
	);
	return { told, smeared };
}
