import { handHeight } from '../../../src/lib/domain/quality/rules-framing.ts';
import type { TakeMeasures } from '../../../src/lib/domain/quality/judge-take.ts';
import { NOTHING_DECLARED } from '../../../src/lib/schema/quality-limits.ts';
import type { RuleId } from '../../../src/lib/schema/quality.ts';
import type { TrackedHand } from '../../../src/lib/schema/track.ts';
import { seeded } from '../../../src/lib/domain/quality/fixtures.ts';
import { buildTake, type Spoil } from './build-take.ts';
import type { BaseClip } from './base-clips.ts';
import { backlit, clothed, defocused, exposed, smeared, type View } from './degrade.ts';

/**
 * One take with something planted, or nothing.
 * plants  rules that have to speak
 * may     rules that the planted thing may also call, because it is the same thing seen otherwise; they are not counted
 * near    the planted strength lies near the limit, on this side of it: most within a fifth of it, some within a half
 */
export type RuleCase = { name: string; plants: RuleId[]; may: RuleId[]; near: boolean; take: TakeMeasures };

type Clips = Record<BaseClip['name'], BaseClip>;
type Draft = Omit<RuleCase, 'take'> & { clip: BaseClip['name']; spoil: Spoil };

/** Two strengths near the limit on the bad side, four beyond, and two near it on the good side, in the unit of the rule. */
type Strengths = { bad: number[]; nearBad: [number, number]; nearGood: [number, number] };

/** Pieces in which a hand works all the time. `cross` is slow: it is played at twice its pace. */
const clean = (clip: BaseClip['name'], random: () => number): Spoil =>
	clip === 'grasp'
		? { from: Math.floor(random() * 100) }
		: { from: 50 + Math.floor(random() * 20), pace: 2, lengthS: 6 };

/** True on `share` of frames, scattered, a few at a time. */
const spread = (share: number, random: () => number): ((index: number) => boolean) => {
	const phase = Math.floor(random() * 50);
	return (index) => ((index * 7 + phase) % 50) / 50 < share;
};

const dropped = (hands: TrackedHand[], gone: boolean): TrackedHand[] => (gone ? [] : hands);
const oneDropped = (hands: TrackedHand[], gone: boolean): TrackedHand[] =>
	gone ? hands.filter((hand) => hand.side === 'right') : hands;

/** Zoom at which the highest hand of the middle frame has this height. */
const zoomFor = (clip: BaseClip, height: number, share: number): number => {
	const heights = clip.hands
		.map((hands) => Math.max(...hands.map((hand) => handHeight(hand, NOTHING_DECLARED))))
		.sort((a, b) => a - b);
	return height / heights[Math.floor(heights.length * share)]!;
};
const still = (view: View) => () => view;

/** Zoom about the hands' own middle, so that they stay in the picture. */
const about = (clip: BaseClip, zoom: number, random: () => number): View => {
	const points = clip.hands.flat().flatMap((hand) => Array.from({ length: 21 }, (_, i) => [hand.imageLandmarks[i * 3]!, hand.imageLandmarks[i * 3 + 1]!])); // prettier-ignore
	const middle = (axis: number) => {
		const values = points.map((point) => point[axis]!);
		return (Math.min(...values) + Math.max(...values)) / 2;
	};
	const off = () => (random() - 0.5) * 0.02;
	return { zoom, x: -(middle(0) - 0.5) * zoom + off(), y: -(middle(1) - 0.5) * zoom + off() };
};

/** Shift that leaves this share of all points in the middle 90 % of the width. */
function edgeShift(clip: BaseClip, inside: number): number {
	const xs = clip.hands.flat().flatMap((hand) => Array.from({ length: 21 }, (_, i) => hand.imageLandmarks[i * 3]!));
	xs.sort((a, b) => a - b);
	return 0.95 - xs[Math.floor((xs.length - 1) * inside)]!;
}

/** To and fro at a constant speed, frame widths a second, like a hand that holds a phone. */
function shaking(speed: number, random: () => number): (seconds: number) => View {
	const angle = random() * Math.PI * 2;
	const turn = 1.15 + random() * 0.3;
	return (seconds) => {
		const way = (seconds % (2 * turn)) * speed;
		const at = way < turn * speed ? way : 2 * turn * speed - way;
		return { zoom: 1.05, x: Math.cos(angle) * at, y: Math.sin(angle) * at * (4 / 3) };
	};
}

const RULES: Partial<Record<RuleId, Strengths & { clip?: BaseClip['name']; may?: RuleId[]; spoil: (strength: number, clip: BaseClip, random: () => number) => Spoil }>> = {
	hand_visibility: {
		bad: [0.2, 0.3, 0.4, 0.5], nearBad: [0.12, 0.14], nearGood: [0.08, 0.06],
		may: ['idle', 'sharpness', 'shake', 'motion_blur'],
		spoil: (share, _, random) => { const gone = spread(share, random); return { hands: (hands, __, i) => dropped(hands, gone(i)) }; }
	},
	both_hands: {
		clip: 'cross', bad: [0.4, 0.5, 0.6, 0.8], nearBad: [0.27, 0.3], nearGood: [0.22, 0.2],
		may: ['sharpness', 'motion_blur', 'idle', 'shake'],
		spoil: (share, _, random) => { const gone = spread(share, random); return { hands: (hands, __, i) => oneDropped(hands, gone(i)) }; }
	},
	longest_gap: {
		bad: [1, 1.4, 2, 3], nearBad: [0.77, 0.8], nearGood: [0.63, 0.6],
		may: ['hand_visibility', 'sharpness', 'motion_blur', 'shake'],
		spoil: (seconds) => ({ hands: (hands, at) => dropped(hands, at >= 2 && at < 2 + seconds) })
	},
	margin: {
		bad: [0.9, 0.8, 0.7, 0.6], nearBad: [0.935, 0.93], nearGood: [0.965, 0.97],
		may: ['hand_visibility', 'distance', 'longest_gap', 'sharpness'],
		spoil: (inside, clip) => ({ view: still({ zoom: 1, x: edgeShift(clip, inside), y: 0 }), from: 0, lengthS: 10 })
	},
	idle: {
		bad: [1, 1.5, 2, 3], nearBad: [0.65, 0.7], nearGood: [0.3, 0.35],
		may: ['shake'],
		spoil: (seconds, _, random) => (random() < 0.5 ? { headS: seconds } : { tailS: seconds })
	},
	other_hands: {
		clip: 'cross', bad: [0.2, 0.3, 0.5, 0.9], nearBad: [0.12, 0.14], nearGood: [0.08, 0.06],
		spoil: (share, _, random) => { const wrong = spread(share, random); return { hands: (hands, __, i) => (wrong(i) ? hands.map((hand) => ({ ...hand, rawLabel: 'right' as const })) : hands) }; }
	},
	anatomy: {
		bad: [0.25, 0.3, 0.36, 0.44], nearBad: [0.18, 0.2], nearGood: [0.12, 0.1],
		spoil: (share, _, random) => {
			const wrong = spread(share, random);
			const stretched = (hand: TrackedHand): TrackedHand => ({ ...hand, worldLandmarks: hand.worldLandmarks.map((value, i) => value * (Math.floor(i / 3) % 2 ? 1.9 : 0.5)) });
			return { hands: (hands, __, i) => (wrong(i) ? hands.map(stretched) : hands) };
		}
	},
	backlight: {
		bad: [0.4, 0.3, 0.25, 0.2], nearBad: [0.45, 0.46], nearGood: [0.58, 0.6],
		may: ['light', 'sharpness', 'motion_blur'],
		spoil: (ratio) => ({ picture: (plane, plan) => backlit(plane, plan.box, ratio * 1.15, 1.15) })
	},
	motion_blur: {
		bad: [0.3, 0.35, 0.4, 0.5], nearBad: [0.2, 0.22], nearGood: [0.1, 0.08],
		may: ['sharpness'],
		spoil: (share, _, random) => smearing(share, random)
	},
	shake: {
		bad: [0.02, 0.04, 0.08, 0.2], nearBad: [0.0125, 0.013], nearGood: [0.0075, 0.007],
		may: ['idle', 'motion_blur', 'margin'],
		spoil: (speed, _, random) => ({ view: shaking(speed, random), scene: clothed, from: 130 + Math.floor(random() * 30), lengthS: 5 })
	},
	cadence: {
		bad: [12, 15, 18, 22], nearBad: [23, 23.4], nearGood: [24.6, 25],
		may: ['motion_blur', 'idle', 'sharpness'],
		spoil: (fps) => ({ keeps: (i) => Math.floor(((i + 1) * fps) / 30) > Math.floor((i * fps) / 30) })
	},
	duration: {
		bad: [1.2, 1.8, 2.2, 2.5], nearBad: [2.8, 2.9], nearGood: [3.1, 3.3],
		may: ['idle', 'motion_blur', 'sharpness', 'shake'],
		spoil: (seconds) => ({ lengthS: seconds })
	},
	faces: {
		bad: [0.05, 0.1, 0.3, 0.8], nearBad: [0.023, 0.024], nearGood: [0.018, 0.016],
		spoil: (share) => ({ more: { of: 'rendition', coveredWhole: share } })
	}
}; // prettier-ignore

/** Of ten samples in a row this share is smeared, those of a fast hand first. */
function smearing(share: number, random: () => number): Spoil {
	const length = 9 + random() * 5;
	let [seen, done] = [0, 0];
	return {
		from: 0,
		lengthS: 9.8,
		picture: (plane, plan) => {
			seen += 1;
			const { motion, box } = plan;
			if (!motion || !box || motion.speed < 1.5 || done >= share * 49 || (seen < 8 && share < 0.15)) return plane;
			const [x, y] = [motion.vx * plane.width, motion.vy * plane.height];
			const norm = Math.sqrt(x * x + y * y);
			if (norm === 0) return plane;
			done += 1;
			return smeared(plane, box, [x / norm, y / norm], length);
		}
	};
}

/** Every case of a run; the same for the same seed. `wanted`: only those of these names are built. */
export function makeCases(clips: Clips, seed: number, wanted: (name: string) => boolean = () => true): RuleCase[] {
	const random = seeded(seed);
	const drafts: Draft[] = [];
	const add = (name: string, plants: RuleId[], may: RuleId[], near: boolean, clip: BaseClip['name'], spoil: Spoil) =>
		drafts.push({ name, plants, may, near, clip, spoil: { ...clean(clip, random), ...spoil } });
	for (let i = 0; i < 6; i++) {
		add(`clean grasp ${i}`, [], [], false, 'grasp', {});
		add(`clean cross ${i}`, [], [], false, 'cross', {});
	}
	for (const [rule, plan] of Object.entries(RULES) as [RuleId, NonNullable<(typeof RULES)[RuleId]>][]) {
		const clip = plan.clip ?? 'grasp';
		const each = (strength: number, plants: RuleId[], near: boolean) =>
			add(`${rule} ${strength}`, plants, plan.may ?? [], near, clip, plan.spoil(strength, clips[clip], random));
		for (const strength of plan.bad) each(strength, [rule], false);
		for (const strength of plan.nearBad) each(strength, [rule], true);
		for (const strength of plan.nearGood) each(strength, [], true);
	}
	addFraming(add, clips, random);
	addLight(add);
	addFocus(add);
	add('declared: fingers that are not there', [], [], false, 'grasp', {
		hands: (hands) => hands.map(withoutFingers),
		more: { declared: { ...NOTHING_DECLARED, absent: { left: [], right: [13, 14, 15, 16, 17, 18, 19, 20] } } }
	});
	const seeds = drafts.map(() => Math.floor(random() * 2 ** 31));
	return drafts.flatMap(({ clip, spoil, ...rest }, i) =>
		wanted(rest.name) ? [{ ...rest, take: buildTake(clips[clip], spoil, seeds[i]!) }] : []
	);
}

type Add = (name: string, plants: RuleId[], may: RuleId[], near: boolean, clip: BaseClip['name'], spoil: Spoil) => void;

/** Points that a model puts somewhere outside for fingers that do not exist. */
const withoutFingers = (hand: TrackedHand): TrackedHand => ({
	...hand,
	imageLandmarks: hand.imageLandmarks.map((value, i) => (i >= 39 && i % 3 !== 2 ? 1.4 : value))
});

function addFraming(add: Add, clips: Clips, random: () => number): void {
	const may: RuleId[] = ['margin', 'hand_visibility', 'sharpness', 'motion_blur', 'shake'];
	const view = (height: number, share: number) =>
		still(about(clips.grasp, zoomFor(clips.grasp, height, share), random));
	// The height that 30 % stay under, or exceed, is the one that counts.
	for (const height of [0.05, 0.07, 0.09])
		add(`too far ${height}`, ['distance'], may, false, 'grasp', { view: view(height, 0.3) });
	for (const height of [0.5, 0.65])
		add(`too near ${height}`, ['distance'], may, false, 'grasp', { view: view(height, 0.7) });
	add('too far 0.11', ['distance'], may, true, 'grasp', { view: view(0.11, 0.3) });
	add('too near 0.43', ['distance'], may, true, 'grasp', { view: view(0.43, 0.7) });
	add('not too far 0.135', [], may, true, 'grasp', { view: view(0.135, 0.3) });
	add('not too near 0.375', [], may, true, 'grasp', { view: view(0.375, 0.7) });
}

/** Factor that brings the picture, whatever it is, to a mean. */
function brought(to: number): Spoil['picture'] {
	return (plane) => exposed(plane, to / (plane.luma.reduce((sum, value) => sum + value, 0) / plane.luma.length));
}

function addLight(add: Add): void {
	const may: RuleId[] = ['backlight'];
	for (const luma of [20, 35, 50]) add(`dark ${luma}`, ['light'], may, false, 'grasp', { picture: brought(luma) });
	for (const luma of [225, 240]) add(`bright ${luma}`, ['light'], may, false, 'cross', { picture: brought(luma) });
	add('dark 63', ['light'], may, true, 'grasp', { picture: brought(63) });
	add('bright 203', ['light'], may, true, 'cross', { picture: brought(203) });
	add('not dark 80', [], may, true, 'grasp', { picture: brought(80) });
	add('not bright 175', [], may, true, 'cross', { picture: brought(175) });
	// Everything under 40 is lost, everything above 200: contrast that no detail survives.
	for (const cut of [70, 80])
		add(`clipped ${cut}`, ['light'], may, false, 'grasp', { picture: (plane) => exposed(plane, 3, -cut * 3) });
}

function addFocus(add: Add): void {
	const may: RuleId[] = ['motion_blur', 'shake'];
	/** A lens that hunts: out of focus in the second half of every second and a half. */
	const hunting = (sigma: number): Spoil => ({
		picture: (plane, _, seconds) => (seconds % 1.6 < 0.8 ? defocused(plane, sigma) : plane)
	});
	for (const sigma of [1.5, 2, 3, 5]) add(`hunting focus ${sigma}`, ['sharpness'], may, false, 'grasp', hunting(sigma));
	for (const sigma of [0.75, 0.85]) add(`hunting focus ${sigma}`, ['sharpness'], may, true, 'grasp', hunting(sigma));
	for (const sigma of [0.3, 0.33]) add(`hunting focus ${sigma}`, [], may, true, 'grasp', hunting(sigma));
	// Out of focus from start to end shows only against the camera's own still scene.
	const all = (sigma: number): Spoil => ({ picture: (plane) => defocused(plane, sigma) });
	for (const sigma of [1, 1.5, 2, 4])
		add(`out of focus all along ${sigma}`, ['sharpness'], may, false, 'grasp', all(sigma));
	for (const sigma of [0.7, 0.75])
		add(`out of focus all along ${sigma}`, ['sharpness'], may, true, 'grasp', all(sigma));
	for (const sigma of [0.4, 0.45]) add(`out of focus all along ${sigma}`, [], may, true, 'grasp', all(sigma));
}
