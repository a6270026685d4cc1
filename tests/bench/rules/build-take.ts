import { seeded } from '../../../src/lib/domain/quality/fixtures.ts';
import { type TakeMeasures } from '../../../src/lib/domain/quality/judge-take.ts';
import { lookSeries } from '../../../src/lib/domain/quality/look-series.ts';
import { stillLook } from '../../../src/lib/domain/capture/still-look.ts';
import { planLooks, type LookPlan, type LumaPlane } from '../../../src/lib/domain/quality/measure-look.ts';
import type { TrackFrame, TrackedHand } from '../../../src/lib/schema/track.ts';
import { ptsUs } from '../../../src/lib/schema/units.ts';
import type { BaseClip } from './base-clips.ts';
import { exposed, noisy, pointSeenAs, SAME_VIEW, seenAs, type View } from './degrade.ts';

/** What is done to a clean piece of a clip. Times are seconds from its start. */
export type Spoil = {
	/** Seconds of the piece, before heads and tails are added. */
	lengthS?: number;
	/** Frame of the base clip to begin with. */
	from?: number;
	/** How fast the scene is played; 1 as it was. */
	pace?: number;
	/** Still seconds before and after. */
	headS?: number;
	tailS?: number;
	/** What lies in the room, before a camera sees it. */
	scene?: (plane: LumaPlane) => LumaPlane;
	/** Camera at a time. */
	view?: (seconds: number) => View;
	/** Hands that the tracker found; null: none. Given those of the truth. */
	hands?: (hands: TrackedHand[], seconds: number, index: number) => TrackedHand[];
	/** Picture at a time. */
	picture?: (plane: LumaPlane, plan: LookPlan, seconds: number, index: number) => LumaPlane;
	/** Frames that were recorded, of 30 a second. */
	keeps?: (index: number) => boolean;
	more?: Partial<TakeMeasures>;
};

const FPS = 30;
const LOOKS_PER_SECOND = 5;

/** A take as the device would measure it: landmarks with a tracker's jitter, pictures with a sensor's noise. */
export function buildTake(clip: BaseClip, spoil: Spoil, seed: number): TakeMeasures {
	const random = seeded(seed);
	const { lengthS = 7, headS = 0, tailS = 0, pace = 1 } = spoil;
	const total = Math.round((headS + lengthS + tailS) * FPS);
	const from = spoil.from ?? 0;
	const frameAt = (index: number): number => {
		const seconds = Math.min(lengthS, Math.max(0, index / FPS - headS));
		const at = from + Math.floor(seconds * FPS * pace);
		// There and back again, so that a longer piece than the clip never jumps.
		const period = 2 * (clip.planes.length - 1);
		const turn = at % period;
		return turn < clip.planes.length ? turn : period - turn;
	};
	const gain = 0.68 + random() * 0.1;
	const jitter = 0.002 + random() * 0.004;
	const noise = 0.5 + random() * 1.5;
	// As the camera saw the table in its test, before the first take: in focus, lit as it should be, with its own noise.
	const first = clip.planes[frameAt(0)]!;
	const tested = exposed(seenAs(spoil.scene?.(first) ?? first, spoil.view?.(0) ?? SAME_VIEW), gain);
	const baseline = stillLook(Array.from({ length: 5 }, () => noisy(tested, noise, random)));
	const indices = Array.from({ length: total }, (_, i) => i).filter((i) => spoil.keeps?.(i) ?? true);
	const frames = indices.map((index): TrackFrame => {
		const seconds = index / FPS;
		const seen = clip.hands[frameAt(index)]!.map((hand) =>
			tracked(hand, spoil.view?.(seconds) ?? SAME_VIEW, jitter, random)
		);
		return { ptsUs: ptsUs(seconds * 1e6), hands: spoil.hands?.(seen, seconds, index) ?? seen };
	});
	const timesUs = frames.map((frame) => frame.ptsUs);
	const aspect = clip.planes[0]!.width / clip.planes[0]!.height;
	const measure = lookSeries();
	const looks = planLooks(timesUs, frames, LOOKS_PER_SECOND, aspect).map((plan, i) => {
		const seconds = plan.ptsUs / 1e6;
		const room = clip.planes[frameAt(Math.round(seconds * FPS))]!;
		const scene = seenAs(spoil.scene?.(room) ?? room, spoil.view?.(seconds) ?? SAME_VIEW);
		const lit = exposed(scene, gain);
		return measure(noisy(spoil.picture?.(lit, plan, seconds, i) ?? lit, noise, random), plan);
	});
	return {
		timesUs,
		durationUs: Math.round((total * 1e6) / FPS),
		frames,
		looks,
		timeRangeS: { min: 3, max: 20 },
		hands: clip.name === 'cross' ? 'both' : 'one',
		aspect,
		stillLook: baseline,
		...spoil.more
	};
}

/** A hand as a tracker would report it: a little beside where it is. Points of a model shake together more than alone. */
function tracked(hand: TrackedHand, view: View, jitter: number, random: () => number): TrackedHand {
	const imageLandmarks = new Float32Array(63);
	const worldLandmarks = new Float32Array(63);
	const [commonX, commonY] = [(random() - 0.5) * jitter, (random() - 0.5) * jitter];
	const scale = 1 + (random() - 0.5) * 0.06;
	for (let i = 0; i < 63; i += 3) {
		const [x, y] = pointSeenAs(view, hand.imageLandmarks[i]!, hand.imageLandmarks[i + 1]!);
		imageLandmarks[i] = x + commonX + (random() - 0.5) * jitter;
		imageLandmarks[i + 1] = y + commonY + (random() - 0.5) * jitter;
		for (let axis = 0; axis < 3; axis++)
			worldLandmarks[i + axis] = hand.worldLandmarks[i + axis]! * scale + (random() - 0.5) * 0.003;
	}
	return { ...hand, imageLandmarks, worldLandmarks };
}
