import { describe, expect, it } from 'vitest';
import type { Take } from '../../schema/take.ts';
import { clipFilters, clipState, mayErase, mayEraseOriginal } from './clip-state.ts';

const aTake = (state: Take['state'], more: object = {}) => ({ state, sentBack: null, ...more }) as Take;
const aRow = (state: string, more: object = {}) => ({
	state,
	bytesSent: 0,
	bytesTotal: 200,
	failureCode: null,
	...more
});

describe('clipState', () => {
	it('never says 100 % before the receipt is here', () => {
		expect(clipState(aTake('sending'), aRow('sending', { bytesSent: 93 }))).toEqual({ kind: 'sending', percent: 46 });
		expect(clipState(aTake('sending'), aRow('sending', { bytesSent: 200 }))).toEqual({ kind: 'sending', percent: 99 });
		expect(clipState(aTake('sending'), aRow('sending', { bytesTotal: 0 }))).toMatchObject({ percent: 0 });
	});
	it('tells waiting from refused', () => {
		const waiting = aRow('queued', { failureCode: 'hub_unreachable' });
		expect(clipState(aTake('queued'), waiting)).toEqual({ kind: 'queued', waiting: 'hub_unreachable' });
		const refused = clipState(aTake('queued'), aRow('failed', { failureCode: 'not_joined' }));
		expect(refused).toEqual({ kind: 'failed', code: 'not_joined' });
		expect(clipFilters(refused)).toContain('needs_you');
	});
	it('keeps reason and words of what was sent back, whatever the outbox holds', () => {
		const take = aTake('sent_back', { sentBack: { reason: 'too_dark', words: 'Lamp' } });
		expect(clipState(take, aRow('stored'))).toEqual({ kind: 'sent_back', reason: 'too_dark', words: 'Lamp' });
	});
	it('lets the footage go only once there is a receipt, and once', () => {
		const [stored, sending] = [aTake('stored'), aTake('sending')];
		expect(mayEraseOriginal(clipState(stored, aRow('stored')), stored, 'jws')).toBe(true);
		expect(mayEraseOriginal(clipState(stored, aRow('stored')), stored, null)).toBe(false);
		expect(mayEraseOriginal(clipState(sending, aRow('sending')), sending, 'jws')).toBe(false);
		const back = aTake('sent_back');
		expect(mayEraseOriginal(clipState(back, aRow('stored')), back, 'jws')).toBe(false);
		const gone = aTake('stored', { originalErasedAtMs: 5 });
		expect(mayEraseOriginal(clipState(gone, aRow('stored')), gone, 'jws')).toBe(false);
	});
	it('lets nothing be erased on its way', () => {
		expect(mayErase(clipState(aTake('sending'), aRow('sending')))).toBe(false);
		expect(mayErase(clipState(aTake('stored'), aRow('stored')))).toBe(true);
		expect(mayErase(clipState(aTake('checked'), null))).toBe(true);
	});
});
