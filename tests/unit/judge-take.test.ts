import { expect, it } from 'vitest';
import { optionsFor } from '../../tools/synthetic-take/options.ts';
import { buildTruth, frameTruth } from '../../tools/synthetic-take/truth/build-truth.ts';
import { planTake } from '../../tools/synthetic-take/truth/plan-take.ts';
import { judgeTake, type FoundHand } from '../bench/judge-take.ts';

const options = optionsFor('crossing', 1);
const plan = planTake(options);
const frames = Array.from({ length: 60 }, (_, i) => frameTruth(i, plan.at(i / 30), options));
const truth = buildTruth(options, plan, 0, frames);
const exact = frames.map(({ hands }): FoundHand[] =>
	hands.map(({ side, px }) => ({ side, points: px.flatMap(([x, y]) => [x / 640, y / 480, 0]) }))
);

it('says that a finder which repeats the truth finds all, without an error from the bones', () => {
	for (const hand of judgeTake(truth, exact)) {
		expect(hand).toMatchObject({ shown: 60, found: 60, sideRight: 60 });
		expect(hand.errorFromBones).toBeLessThan(1e-9);
		expect(hand.errorFromLandmarks).toBeGreaterThan(0.01);
	}
});

it('does not care about the order of the hands, but sees a wrong side and a missing hand', () => {
	const odd = exact.map((hands, i): FoundHand[] => {
		if (i === 0) return [...hands].reverse();
		if (i === 1) return hands.map((hand) => ({ ...hand, side: 'left' as const }));
		return i === 2 ? [] : hands;
	});
	const [right, left] = judgeTake(truth, odd);
	expect(right).toMatchObject({ side: 'right', shown: 60, found: 59, sideRight: 58 });
	expect(left).toMatchObject({ side: 'left', shown: 60, found: 59, sideRight: 59 });
});
