import { expect, it } from 'vitest';
import { isConnectionLost } from './connection-lost.ts';
import { ClearedError, storeFailure } from './store-failure.ts';

it('tells a lost connection from a full disk and from a bad row', () => {
	expect(isConnectionLost(new DOMException('Connection to Indexed Database server lost', 'UnknownError'))).toBe(true);
	expect(isConnectionLost({ name: 'OpenFailedError', inner: { name: 'UnknownError' } })).toBe(true);
	expect(isConnectionLost({ name: 'AbortError', inner: { name: 'QuotaExceededError' } })).toBe(false);
	expect(isConnectionLost(new DOMException('key exists', 'ConstraintError'))).toBe(false);
});

it('says which it was', () => {
	expect(storeFailure({ name: 'DatabaseClosedError' }, 'x').failure.code).toBe('storage_lost');
	expect(storeFailure({ name: 'MissingAPIError' }, 'x').failure.code).toBe('storage_unavailable');
	expect(storeFailure({ name: 'AbortError', inner: { name: 'QuotaExceededError' } }, 'x').failure.code).toBe(
		'storage_full'
	);
});

it('claims nothing safe where the browser cleared it', () => {
	expect(storeFailure(new ClearedError('rows'), 'x', ['a']).failure).toMatchObject({
		code: 'storage_cleared',
		kept: []
	});
});
