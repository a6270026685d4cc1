import { fail, messageOf } from '../../failure/failure.ts';

type Named = { name?: unknown; inner?: unknown; cause?: unknown };

/** True when the disk or the browser's share of it is full. IndexedDB says so by aborting the transaction, with the reason inside. */
export function isQuotaError(error: unknown): boolean {
	if (typeof error !== 'object' || error === null) return false;
	const { name, inner, cause } = error as Named;
	if (name === 'QuotaExceededError') return true;
	return isQuotaError(inner) || isQuotaError(cause);
}

/** What a failed read or write means to a person: `storage_full` or `storage_unavailable`. `kept`: takes that are safe. */
export function storeFailure(error: unknown, what: string, kept: readonly string[] = []) {
	return isQuotaError(error)
		? fail('storage_full', `${what}: ${messageOf(error)}`, { retry: 'after_change', kept })
		: fail('storage_unavailable', `${what}: ${messageOf(error)}`, { retry: 'now', kept });
}
