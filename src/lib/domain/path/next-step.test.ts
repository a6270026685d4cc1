import { expect, it } from 'vitest';
import type { Take, TakeState } from '../../schema/take.ts';
import { nextStep, openTake, stepHref } from './next-step.ts';

const take = (state: TakeState, id = 'a') => ({ state, id, taskId: 'move-block' }) as unknown as Take;

it('names what the worker does next, and nothing while the hub has the take', () => {
	expect(nextStep(take('recorded'))).toBe('check');
	expect(nextStep(take('checked'))).toBe('label');
	for (const state of ['queued', 'sending', 'stored', 'accepted', 'sent_back'] as const)
		expect(nextStep(take(state))).toBeNull();
});

it('opens the newest take that waits for its worker', () => {
	expect(openTake([take('stored', 'new'), take('checked', 'mine'), take('recorded', 'old')])?.id).toBe('mine');
	expect(openTake([take('accepted')])).toBeNull();
});

it('leads to the page of the step', () => {
	expect(stepHref(take('recorded'), 'check')).toBe('/take/a/check');
	expect(stepHref(take('recorded'), 'record')).toBe('/record/move-block');
});
