type Named = { name?: unknown; inner?: unknown; cause?: unknown };

/** True when the disk or the browser's share of it is full. IndexedDB says so by aborting the transaction, with the reason inside. */
export function isQuotaError(error: unknown): boolean {
	if (typeof error !== 'object' || error === null) return false;
	const { name, inner, cause } = error as Named;
	if (name === 'QuotaExceededError') return true;
	return isQuotaError(inner) || isQuotaError(cause);
}

/** Names under which browsers and Dexie report a connection that is gone. `UnknownError` is WebKit's "Connection to Indexed Database server lost". */
const LOST = new Set(['DatabaseClosedError', 'InvalidStateError', 'UnknownError', 'AbortError']);

/** True when the connection went, not the row or the disk: another connection may do better. */
export function isConnectionLost(error: unknown): boolean {
	if (typeof error !== 'object' || error === null || isQuotaError(error)) return false;
	const { name, inner } = error as Named;
	return LOST.has(String(name)) || isConnectionLost(inner);
}
