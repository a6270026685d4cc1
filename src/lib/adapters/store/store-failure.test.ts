import { describe, expect, it } from 'vitest';
import { isQuotaError, storeFailure } from './store-failure.ts';

const named = (name: string, more: object = {}) => Object.assign(new Error('no'), { name, ...more });

describe('what a failed write means', () => {
	it('is a full disk when the browser says so, also inside an aborted transaction', () => {
		expect(isQuotaError(named('QuotaExceededError'))).toBe(true);
		expect(isQuotaError(named('AbortError', { inner: named('QuotaExceededError') }))).toBe(true);
		expect(storeFailure(named('AbortError', { inner: named('QuotaExceededError') }), 'row 3').failure.code).toBe(
			'storage_full'
		);
	});
	it('is a lost connection otherwise', () => {
		expect(isQuotaError(named('AbortError'))).toBe(false);
		expect(storeFailure(named('InvalidStateError'), 'row 3', ['a']).failure).toMatchObject({
			code: 'storage_lost',
			kept: ['a']
		});
	});
});
