import { handAt, seeded } from '../../src/lib/domain/quality/fixtures.ts';
import type { TakeMeasures } from '../../src/lib/domain/quality/judge-take.ts';
import { resolveRules, type Rules } from '../../src/lib/domain/quality/rules.ts';
import { NOTHING_DECLARED } from '../../src/lib/schema/quality-limits.ts';
import type { Declared, FrameLook } from '../../src/lib/schema/quality.ts';
import type { TrackFrame } from '../../src/lib/schema/track.ts';
import { ptsUs } from '../../src/lib/schema/units.ts';

/** Anything that a take could be, good or absurd; the same for the same seed in every engine. */
export function anyTake(seed: number): { take: TakeMeasures; rules: Rules } {
	const random = seeded(seed);
	const chance = (share: number) => random() < share;
	const between = (least: number, most: number) => least + random() * (most - least);
	/** Little is wrong with some takes, so that every verdict comes up. */
	const mild = chance(0.4);
	const count = Math.floor(mild ? between(90, 120) : between(0, chance(0.1) ? 3 : 120));
	const gapUs = mild ? 33_333 : between(8_000, 120_000);
	let atUs = 0;
	const timesUs = Array.from({ length: count }, () => {
		const now = atUs;
		atUs += Math.max(1, Math.round(gapUs * between(0.7, chance(mild ? 0.003 : 0.03) ? 9 : 1.3)));
		return now;
	});
	const [x, y, height, gone] = mild
		? [between(0.4, 0.5), 0.5, between(0.2, 0.42), chance(0.2) ? 0.1 : 0]
		: [between(0, 1), between(0, 1), between(0.02, 1.2), random() * random()];
	const step = between(0.01, 0.1);
	const place = (side: 'left' | 'right', i: number) => ({
		side,
		x: x + (side === 'left' ? 0.2 : 0) + 0.1 * Math.abs(((i * step) % 2) - 1),
		y,
		height,
		rawLabel: chance(mild ? 0.98 : 0.8) ? side : ('left' as const),
		score: random(),
		stretch: () => (chance(mild ? 0 : 0.05) ? between(-0.9, 2) : 0)
	});
	const both = chance(0.5);
	const frames = timesUs.map((time, i): TrackFrame => ({
		ptsUs: ptsUs(time),
		hands: (['left', 'right'] as const)
			.filter((side) => (both || side === 'right') && !chance(gone))
			.map((side) => handAt(place(side, i)))
	}));
	const looks = timesUs
		.filter((_, i) => i % 5 === 0)
		.map((time): FrameLook => (mild ? mildLook : anyLook)(time, random));
	const absent = () => (chance(0.15) ? [17, 18, 19, 20] : chance(0.05) ? Array.from({ length: 21 }, (_, i) => i) : []);
	const declared: Declared = chance(0.7)
		? NOTHING_DECLARED
		: { absent: { left: absent(), right: absent() }, covered: { left: chance(0.2), right: chance(0.2) } };
	const take: TakeMeasures = {
		timesUs,
		durationUs: Math.round(atUs),
		frames: chance(0.05) ? null : frames,
		looks: chance(0.05) ? null : looks,
		stillLook: chance(0.5) ? { luma: between(20, 230), sharpness: between(0, 400), noise: between(0, 3) } : null,
		timeRangeS: chance(0.1) ? null : { min: between(1, mild ? 3 : 10), max: between(10, 60) },
		hands: both ? 'both' : 'one',
		aspect: between(0.5, 2),
		declared,
		of: chance(0.5) ? 'take' : 'rendition',
		coveredWhole: chance(0.5) ? random() * random() * (mild ? 0.05 : 1) : null
	};
	const rules = resolveRules(
		chance(0.5) ? { limits: { dark: { accept: between(40, 90), hard: 30 }, idle: { accept: 1, hard: between(1, 4) } } } : undefined,
		chance(0.5) ? { most: { shake: 'off', duration: 'warn' }, outsideShare: between(0, 0.9) } : undefined
	); // prettier-ignore
	return { take, rules };
}

function anyLook(time: number, random: () => number): FrameLook {
	const onHand = random() < 0.7;
	return {
		ptsUs: ptsUs(time),
		luma: random() * 255,
		clipped: random() * random() * 0.2,
		sharpness: random() * 400,
		wholeLuma: random() * 255,
		wholeClipped: random() * 0.1,
		wholeSharpness: random() * 400,
		...(random() < 0.8 ? { noise: random() * 3 } : {}),
		...(onHand ? { outsideLuma: random() * 255 } : {}),
		...(onHand && random() < 0.9
			? { handSpeed: random() * 5, handWay: [0.6, random() < 0.5 ? 0.8 : -0.8], edges: [random() * 50, random() * 10, random() * 50] }
			: {}),
		...(random() < 0.8 ? { shake: random() * random() * 0.1 } : {}),
		...(random() < 0.1 ? { others: Math.floor(random() * 3) } : {}),
		onHand
	}; // prettier-ignore
}

const mildLook = (time: number, random: () => number): FrameLook => ({
	...anyLook(time, random),
	luma: 90 + random() * 80,
	clipped: random() * 0.021,
	sharpness: 200 + random() * 60,
	wholeSharpness: 300,
	noise: random(),
	handSpeed: random(),
	shake: random() * 0.013,
	outsideLuma: 120,
	onHand: true
});
