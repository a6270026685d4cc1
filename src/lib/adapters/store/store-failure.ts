import { fail, messageOf } from '../../failure/failure.ts';
import { isConnectionLost, isQuotaError } from './connection-lost.ts';

export { isQuotaError };

/** What was written before is not there any more: the browser, or the person, cleared this site's storage meanwhile. */
export class ClearedError extends Error {
	override name = 'ClearedError';
}

/**
 * What a failed read or write means to a person: `storage_full`, `storage_lost` (the connection, again after one retry),
 * `storage_cleared`, or `storage_unavailable`. `kept`: takes that are safe.
 */
export function storeFailure(error: unknown, what: string, kept: readonly string[] = []) {
	const message = `${what}: ${messageOf(error)}`;
	if (isQuotaError(error)) return fail('storage_full', message, { retry: 'after_change', kept });
	if (error instanceof ClearedError) return fail('storage_cleared', message, { retry: 'after_change' });
	if (isConnectionLost(error)) return fail('storage_lost', message, { retry: 'now', kept });
	return fail('storage_unavailable', message, { retry: 'now', kept });
}
