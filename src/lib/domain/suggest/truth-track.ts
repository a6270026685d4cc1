import type { Side } from '../../schema/ids.ts';
import type { TrackFrame } from '../../schema/track.ts';
import { ptsUs } from '../../schema/units.ts';

/** What a rendered take says about itself (`tests/media/*.json`). Pixels, metres; `cz` is the depth of each joint. */
export type TruthTake = {
	fps: number;
	width: number;
	height: number;
	camera: { fov: number };
	frames: {
		phase: string;
		grip: boolean;
		hands: { side: Side; px: [number, number][]; w3: [number, number, number][]; cz: number[] }[];
	}[];
};

/** The truth of a rendered take as if a model without error had found it. For tests and benchmarks. */
export function truthTrack({ fps, width, height, camera, frames }: TruthTake): TrackFrame[] {
	// Pixels that a metre at a depth of one metre takes; `fov` is vertical, in degrees.
	const focal = height / 2 / Math.tan((camera.fov * Math.PI) / 360);
	return frames.map((frame, i) => ({
		ptsUs: ptsUs(Math.round((i * 1e6) / fps)),
		hands: frame.hands.map(({ side, px, w3, cz }) => ({
			side,
			rawLabel: side,
			handednessScore: 1,
			presence: null,
			landmarkConfidence: null,
			imageLandmarks: Float32Array.from(
				px.flatMap(([x, y], k) => [x / width, y / height, ((cz[k]! - cz[0]!) * focal) / cz[0]! / width])
			),
			worldLandmarks: Float32Array.from(w3.flat())
		}))
	}));
}
