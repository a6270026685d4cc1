import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TrackedHand } from '../../schema/track.ts';
import type { Digit } from '../hands/topology.ts';
import { aHand } from './fixtures.ts';
import { endBeforePalm, HOLD_US, lookForPalm, NO_PALM, type PalmWatch } from './open-palm.ts';
import { PALM_LIMITS, raisedPalm } from './palm-shape.ts';

const FOUR: Digit[] = ['index', 'middle', 'ring', 'pinky'];
const isPalm = (hand: TrackedHand, aspect = 1) => raisedPalm(hand, aspect, PALM_LIMITS.enter) !== null;

/** Shows hands every `everyMs` and gives the times at which the gesture was made, ms. */
function run(hands: (ms: number) => TrackedHand[], forMs: number, everyMs = 100) {
	let watch: PalmWatch = NO_PALM;
	const made: number[] = [];
	const shares: number[] = [];
	for (let ms = 0; ms <= forMs; ms += everyMs) {
		const look = lookForPalm(watch, ms * 1000, hands(ms), 1);
		watch = look.watch;
		shares.push(look.share);
		if (look.made) made.push(ms);
	}
	return { made, shares, watch };
}

describe('raised palm', () => {
	it('is an open hand of either side with its inside to the camera', () => {
		expect(isPalm(aHand())).toBe(true);
		expect(isPalm(aHand({ side: 'left' }))).toBe(true);
		expect(isPalm(aHand({ turned: 25 }))).toBe(true);
	});
	it.each([
		['a fist', { stretched: [] }],
		['pointing', { stretched: ['index'] }],
		['two fingers', { stretched: ['index', 'middle'] }],
		['a thumb up', { stretched: ['thumb'] }],
		['four fingers, the thumb folded in', { stretched: FOUR }],
		['the back of the hand', { back: true }],
		['fingers down', { turned: 180 }],
		['fingers sideways', { turned: 80 }],
		['somebody far away', { size: 0.12 }]
	] as const)('is not %s', (_, pose) => {
		for (const side of ['left', 'right'] as const) expect(isPalm(aHand({ ...pose, side }))).toBe(false);
	});
});

describe('holding a palm', () => {
	it('is made once, when 1.2 s are full, by the times of the frames', () => {
		for (const everyMs of [33, 100, 200]) {
			const { made } = run(() => [aHand()], 10_000, everyMs);
			expect(made).toHaveLength(1);
			expect(made[0]! * 1000).toBeGreaterThanOrEqual(HOLD_US);
			expect(made[0]! * 1000).toBeLessThan(HOLD_US + everyMs * 1000);
		}
	});
	it('fills a ring from 0 to 1', () => {
		const { shares } = run(() => [aHand()], 1_200);
		expect(shares[0]).toBe(0);
		expect(shares[6]).toBeCloseTo(0.5);
		expect(shares.at(-1)).toBe(1);
	});
	it('bridges a frame that missed the hand, and begins anew after a real pause', () => {
		expect(run((ms) => (ms === 600 || ms === 700 ? [] : [aHand()]), 1_300).made).toEqual([1200]);
		expect(run((ms) => (ms >= 600 && ms < 900 ? [] : [aHand()]), 1_900).made).toEqual([]);
	});
	it('does not count the time of a stall', () => {
		const { watch } = lookForPalm(NO_PALM, 0, [aHand()], 1);
		expect(lookForPalm(watch, 2_000_000, [aHand()], 1)).toMatchObject({ made: false, share: 0 });
	});
	it('is not a wave: a palm that travels never fills the ring', () => {
		expect(run((ms) => [aHand({ x: 0.3 + (ms % 1000) / 2000 })], 8_000).made).toEqual([]);
	});
	it('must be put down for half a second before it counts again', () => {
		const flicker = run((ms) => (ms > 1500 && ms < 1900 ? [] : [aHand()]), 6_000);
		expect(flicker.made).toEqual([1200]);
		const twice = run((ms) => (ms > 1500 && ms < 3000 ? [] : [aHand()]), 6_000);
		expect(twice.made).toEqual([1200, 4200]);
	});
	it('keeps the moment at which the palm rose', () => {
		const { watch } = run((ms) => (ms < 2000 ? [aHand({ stretched: [] })] : [aHand()]), 3_500);
		expect(watch).toMatchObject({ is: 'held', roseUs: 2_000_000 });
	});
	it('never comes of a fist, of pointing or of a hand that flickers between palm and fist', () => {
		expect(run(() => [aHand({ stretched: [] })], 10_000).made).toEqual([]);
		expect(run(() => [aHand({ stretched: ['index'] })], 10_000).made).toEqual([]);
		expect(run((ms) => [aHand(ms % 1000 < 600 ? {} : { stretched: [] })], 10_000).made).toEqual([]);
	});
});

describe('hands at work', () => {
	type Truth = {
		width: number;
		height: number;
		camera: { fov: number };
		frames: { t: number; hands: { side: 'left' | 'right'; px: [number, number][]; cz: number[] }[] }[];
	};
	it.each(['grasp', 'cross'])('never trigger: %s', (name) => {
		const truth = JSON.parse(readFileSync(resolve('tests/media', `${name}.json`), 'utf8')) as Truth;
		const focal = truth.height / 2 / Math.tan((truth.camera.fov * Math.PI) / 360);
		let watch: PalmWatch = NO_PALM;
		let up = 0;
		for (const { t, hands } of truth.frames) {
			const found = hands.map(({ side, px, cz }) => ({
				...aHand({ side }),
				imageLandmarks: Float32Array.from(
					px.flatMap(([x, y], i) => [
						x / truth.width,
						y / truth.height,
						((cz[i]! - cz[0]!) * focal) / cz[0]! / truth.width
					])
				)
			}));
			const look = lookForPalm(watch, t * 1e6, found, truth.height / truth.width);
			watch = look.watch;
			if (watch.is !== 'down') up += 1;
			expect(look.made).toBe(false);
		}
		expect(up).toBe(0);
	});
});

const recorded = resolve('../shared/media/expected/hand-lite.images.json');
describe.skipIf(!existsSync(recorded))('hands of real pictures (beside the checkout)', () => {
	type Picture = { width: number; height: number; hands: { handedness: string; landmarks: number[][] }[] };
	const { images } = JSON.parse(existsSync(recorded) ? readFileSync(recorded, 'utf8') : '{"images":{}}') as {
		images: Record<string, Picture>;
	};
	it.each(Object.keys(images).filter((name) => /gesture|thumb|freihand|onehand10k|rhd|signing/.test(name)))(
		'%s is no palm',
		(name) => {
			const { width, height, hands } = images[name]!;
			for (const { handedness, landmarks } of hands) {
				const side = handedness === 'Left' ? ('left' as const) : ('right' as const);
				const hand = { ...aHand({ side }), imageLandmarks: Float32Array.from(landmarks.flat()) };
				expect(isPalm(hand, height / width)).toBe(false);
			}
		}
	);
});

describe('end of a take before the palm', () => {
	const timesUs = Array.from({ length: 301 }, (_, i) => Math.round((i * 1e6) / 30));
	it('is a frame border at least 0.6 s before the palm was up', () => {
		expect(endBeforePalm(timesUs, 8_000_000)).toBe(7_400_000);
		expect(endBeforePalm(timesUs, 8_010_000)).toBe(7_400_000);
	});
	it('is nothing where the hand rose at once', () => {
		expect(endBeforePalm(timesUs, 700_000)).toBeNull();
		expect(endBeforePalm([], 5_000_000)).toBeNull();
	});
});
