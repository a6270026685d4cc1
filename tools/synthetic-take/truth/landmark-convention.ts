/** How far towards the next joint a hand landmark model's point lies, as a share of the bone. */
const FINGER = [0.25, 0.12, 0.19, 0];
const TOWARDS: readonly number[] = [0.18, 0.18, 0.23, 0.19, 0, ...FINGER, ...FINGER, ...FINGER, ...FINGER];
const WRIST = TOWARDS[0]!;
/** How far beyond the tip's bone the point of the tip lies, as a share of the last bone. */
const BEYOND = 0.4;

/**
 * A hand's 21 bone joints as the points that MediaPipe's hand network draws for them: it sets its points on the skin a
 * little further towards the tips. Fitted to that network on rendered hands, so it speaks of a convention, and an
 * error measured after it is not independent accuracy.
 * shape  21 points of 2 or 3 numbers in, the same out; any space that is flat (pixels, metres)
 */
export function asLandmarks<P extends readonly number[]>(bones: readonly P[]): number[][] {
	const step = (from: P, to: P, share: number): number[] => from.map((v, i) => v + share * (to[i]! - v));
	return bones.map((bone, i) => {
		// The wrist's next joint is the middle knuckle: the palm points there.
		if (i === 0) return step(bone, bones[9]!, WRIST);
		if (i % 4 === 0) return step(bones[i - 1]!, bone, 1 + BEYOND);
		return step(bone, bones[i + 1]!, TOWARDS[i]!);
	});
}
