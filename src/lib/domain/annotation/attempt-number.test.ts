import { expect, it } from 'vitest';
import { attemptNumberOf, causeOf } from './attempt-number.ts';
import { aFailure, anAttempt, aRecovery } from './fixtures.ts';

it('[REC4] without attempts, each recovery begins another try', () => {
	const all = [
		aFailure(1, 1000, 1500),
		aRecovery(2, 2000, 3000, 1),
		aFailure(3, 4000, 4500),
		aRecovery(4, 5000, 6000, 3)
	];
	expect(all.map((event) => attemptNumberOf(all, event))).toEqual([1, 2, 2, 3]);
});

it('[REC4] with attempts, the one that it begins in or after counts; what a person said counts more', () => {
	const failure = aFailure(3, 4500, 4800);
	const early = aFailure(4, 100, 200);
	const all = [anAttempt(1, 1000, 3000), anAttempt(2, 3000, 4000), failure, early];
	expect(attemptNumberOf(all, failure)).toBe(2);
	expect(attemptNumberOf(all, early)).toBe(1);
	expect(attemptNumberOf(all, { ...failure, attempt: 7 })).toBe(7);
});

it('[REC5] the cause is the failure that is answered, else what was said, else unknown', () => {
	const failure = aFailure(1, 1000, 1500);
	const recovery = aRecovery(2, 2000, 3000, 1);
	expect(causeOf([failure, recovery], { ...recovery, cause: 'fail.spill' })).toBe('fail.drop');
	expect(causeOf([recovery], { ...recovery, cause: 'fail.spill' })).toBe('fail.spill');
	expect(causeOf([], { ...recovery, recovers: null })).toBeNull();
});
