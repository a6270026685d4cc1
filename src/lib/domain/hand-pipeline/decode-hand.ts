import type { RawHand } from '../hands/decide-sides.ts';
import type { FrameSize, HandRegion } from './region.ts';

/** Side of the square picture that the landmark network looks at, pixels. */
export const HAND_INPUT = 224;
/** A hand counts from here on. */
export const MIN_PRESENCE = 0.5;
/** Depth comes out of the network larger than x and y by this. */
const DEPTH_SCALE = 0.4;
const POINTS = 21;

/** What the landmark network says of one square. */
export type HandOutput = {
	/** 63 numbers, pixels of the 224 square; z on about the same scale. */
	landmarks: Float32Array;
	/** 0..1 */
	presence: number;
	/** 0 left to 1 right, of an unmirrored picture. */
	rightness: number;
	/** 63 numbers, metres, turned as the square is. */
	worldLandmarks: Float32Array;
};

/** The hand that was read in a region of a picture, in the picture's own directions. */
export function decodeHand(output: HandOutput, region: HandRegion, frame: FrameSize): RawHand & { presence: number } {
	const right = output.rightness > 0.5;
	return {
		rawLabel: right ? 'right' : 'left',
		handednessScore: right ? output.rightness : 1 - output.rightness,
		presence: output.presence,
		landmarkConfidence: null,
		imageLandmarks: imageFromRegion(output.landmarks, region, frame),
		worldLandmarks: turnWorld(output.worldLandmarks, region.rotation)
	};
}

/**
 * landmarks  63 numbers, pixels of the 224 square
 * answer     63 numbers: x, y over the frame's width and height, z on the scale of x
 */
export function imageFromRegion(landmarks: Float32Array, region: HandRegion, frame: FrameSize): Float32Array {
	const [cos, sin] = [Math.cos(region.rotation), Math.sin(region.rotation)];
	const placed = new Float32Array(3 * POINTS);
	for (let i = 0; i < 3 * POINTS; i += 3) {
		const x = (landmarks[i]! / HAND_INPUT - 0.5) * region.side;
		const y = (landmarks[i + 1]! / HAND_INPUT - 0.5) * region.side;
		placed[i] = (region.x + x * cos - y * sin) / frame.width;
		placed[i + 1] = (region.y + x * sin + y * cos) / frame.height;
		placed[i + 2] = ((landmarks[i + 2]! / HAND_INPUT / DEPTH_SCALE) * region.side) / frame.width;
	}
	return placed;
}

/** The inverse of `imageFromRegion`: landmarks of a picture in pixels of a region's 224 square. */
export function regionFromImage(landmarks: Float32Array, region: HandRegion, frame: FrameSize): Float32Array {
	const [cos, sin] = [Math.cos(region.rotation), Math.sin(region.rotation)];
	const scale = HAND_INPUT / region.side;
	const inside = new Float32Array(3 * POINTS);
	for (let i = 0; i < 3 * POINTS; i += 3) {
		const x = landmarks[i]! * frame.width - region.x;
		const y = landmarks[i + 1]! * frame.height - region.y;
		inside[i] = (x * cos + y * sin) * scale + HAND_INPUT / 2;
		inside[i + 1] = (y * cos - x * sin) * scale + HAND_INPUT / 2;
		inside[i + 2] = landmarks[i + 2]! * frame.width * scale * DEPTH_SCALE;
	}
	return inside;
}

/** World landmarks turned by `rotation` about the camera's axis: from the square's directions to the picture's. */
export function turnWorld(world: Float32Array, rotation: number): Float32Array {
	const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)];
	const turned = new Float32Array(world);
	for (let i = 0; i < 3 * POINTS; i += 3) {
		turned[i] = world[i]! * cos - world[i + 1]! * sin;
		turned[i + 1] = world[i]! * sin + world[i + 1]! * cos;
	}
	return turned;
}
