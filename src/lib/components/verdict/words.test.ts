import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES } from '../../domain/quality/rules.ts';
import { RuleId, type RuleResult } from '../../schema/quality.ts';
import { ptsUs } from '../../schema/units.ts';
import { barOf, reasonWords, RULE_NAMES } from './words.ts';

const aResult = (more: Partial<RuleResult> = {}): RuleResult => ({
	rule: 'light',
	verdict: 'retake',
	value: 27.4,
	unit: 'luma',
	threshold: 70,
	hardThreshold: 50,
	direction: 'at_least',
	moments: [{ startUs: ptsUs(2_100_000), endUs: ptsUs(4_900_000) }],
	measuredOn: 'pixels',
	...more
});

describe('reasonWords', () => {
	it('says what, when, what to do, and value against limit', () => {
		expect(reasonWords(aResult(), 20_000_000)).toEqual({
			title: 'Too dark from 0:02 to 0:05',
			advice: 'Film again with light from the front.',
			value: 'brightness 27, at least 70'
		});
	});
	it('says "all the time" where the moments fill the take', () => {
		expect(reasonWords(aResult(), 3_000_000).title).toBe('Too dark all the time');
	});
	it('tells too dark from too bright, and too few pictures from one that stopped', () => {
		expect(reasonWords(aResult({ direction: 'at_most', value: 230, threshold: 190 }), 20_000_000).title).toMatch(
			/^Too bright/
		);
		expect(reasonWords(aResult({ rule: 'cadence', unit: 'fps', value: 18, threshold: 24 }), 1).title).toBe(
			'The picture stutters'
		);
		const stopped = aResult({ rule: 'cadence', unit: 'seconds', value: 0.4, threshold: 0.1, direction: 'at_most' });
		expect(reasonWords(stopped, 20_000_000)).toMatchObject({
			title: 'The picture stops from 0:02 to 0:05',
			value: '0.4 s without a new picture, up to 0.1 s'
		});
	});
	it('has words for every rule', () => {
		for (const rule of RuleId.options) {
			expect(RULE_NAMES[rule]()).not.toBe('');
			expect(reasonWords(aResult({ rule }), 20_000_000).advice).not.toBe('');
		}
	});
});

describe('barOf', () => {
	it('keeps value and limit on the bar, and on the right side of each other', () => {
		expect(
			barOf(aResult({ unit: 'share', value: 0.86, threshold: DEFAULT_RULES.limits.hand_visibility.accept }))
		).toEqual({
			value: 0.86,
			limit: 0.9
		});
		const gap = barOf(
			aResult({ unit: 'seconds', value: 60, threshold: 0.7, hardThreshold: 1.5, direction: 'at_most' })
		);
		expect(gap.value).toBeLessThanOrEqual(1);
		expect(gap.limit).toBeLessThan(gap.value);
	});
});
