import { expect, it } from 'vitest';
import { GRIP_GROUPS } from '../../schema/annotation.ts';
import { FEIX_QUESTIONS, FEIX_TYPES, onlyFeixType } from './feix.ts';
import { applyEdits } from './edit.ts';
import { aDoc, aGrip, segmentId } from './fixtures.ts';
import { planSetGrip } from './plan-set-code.ts';

it('[GRIP2] the 17 groups hold each of the 33 types once, and ask wherever there is a choice', () => {
	const ids = GRIP_GROUPS.flatMap((group) => FEIX_TYPES[group].map(({ id }) => id));
	expect(ids.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 33 }, (_, i) => i + 1));
	for (const group of GRIP_GROUPS) expect(FEIX_QUESTIONS[group] !== undefined).toBe(FEIX_TYPES[group].length > 1);
});

it('[GRIP2] a group of one type names its type, others leave it open', () => {
	expect([onlyFeixType('G17'), onlyFeixType('G13'), onlyFeixType('N4'), onlyFeixType('unsure')]).toEqual([
		20,
		null,
		null,
		null
	]);
	const doc = aDoc(aGrip(1, 0, 100));
	expect(planSetGrip(doc, segmentId(1), 'G17')[0]?.after).toMatchObject({ grip: 'G17', feixId: 20 });
	const back = applyEdits(doc, planSetGrip(doc, segmentId(1), 'G17'));
	expect(planSetGrip(back, segmentId(1), 'G14')[0]?.after).toMatchObject({ grip: 'G14', feixId: null });
});
