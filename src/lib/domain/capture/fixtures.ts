import type { Side } from '../../schema/ids.ts';
import type { TrackedHand } from '../../schema/track.ts';
import { DIGITS, type Digit } from '../hands/topology.ts';

/** Roots of the digits of a right hand that shows its inside, wrist at the origin, y down, palm length 0.2. */
const ROOTS: Record<Digit, readonly [number, number]> = {
	thumb: [0.05, -0.05],
	index: [0.05, -0.19],
	middle: [0.015, -0.2],
	ring: [-0.02, -0.19],
	pinky: [-0.05, -0.17]
};

export type HandPose = {
	side?: Side;
	/** Digits that are stretched; the others are folded into the palm. */
	stretched?: readonly Digit[];
	/** Shows the back of the hand. */
	back?: boolean;
	/** Turned in the picture, degrees clockwise: 180 is fingers down. */
	turned?: number;
	size?: number;
	x?: number;
	y?: number;
};

/** A hand in a picture that is as high as wide, for tests. Without a pose: an open palm, raised. */
export function aHand(pose: HandPose = {}): TrackedHand {
	const { side = 'right', stretched = Object.keys(DIGITS) as Digit[], back = false, turned = 0 } = pose;
	const { size = 1, x = 0.5, y = 0.7 } = pose;
	const flip = (side === 'left') !== back ? -1 : 1;
	const angle = (turned * Math.PI) / 180;
	const image = new Float32Array(63);
	const put = (i: number, px: number, py: number, pz = 0) => {
		const [sx, sy] = [px * flip * size, py * size];
		image.set(
			[x + sx * Math.cos(angle) - sy * Math.sin(angle), y + sx * Math.sin(angle) + sy * Math.cos(angle), pz * size],
			i * 3
		);
	};
	put(0, 0, 0);
	for (const digit of Object.keys(DIGITS) as Digit[]) {
		const [rx, ry] = ROOTS[digit];
		const open = stretched.includes(digit);
		DIGITS[digit].forEach((point, joint) => {
			if (digit === 'thumb') {
				if (open) put(point, rx + 0.03 * joint, ry - 0.035 * joint);
				else put(point, rx - 0.02 * joint, ry - 0.03 * joint, -0.03);
			} else if (open) put(point, rx * (1 + 0.12 * joint), ry - 0.055 * joint);
			else put(point, rx, ry + [0, -0.04, -0.01, 0.04][joint]!, [0, -0.03, -0.05, -0.04][joint]);
		});
	}
	return {
		side,
		rawLabel: side,
		handednessScore: 0.95,
		presence: null,
		landmarkConfidence: null,
		imageLandmarks: image,
		worldLandmarks: new Float32Array(63)
	};
}
