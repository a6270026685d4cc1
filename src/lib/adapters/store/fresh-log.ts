/** More than LevelDB writes into one log before it begins the next (4 MiB). */
const ENTRIES = 84;
/** Under 64 KiB: larger values lie in files of their own and pass the log by. */
const ENTRY_BYTES = 60_000;
const SCRATCH = 'handloom-log';

/**
 * Makes the browser begin a new log for its databases. Call once when the app starts, before anything is written.
 *
 * Chromium keeps IndexedDB in LevelDB. When the browser is killed while an entry of the log is half written, the next
 * start reads up to there and writes on behind it; the start after that takes the half entry for damage and throws
 * every database of the origin away (seen here, docs/measured-capture.md; Chromium switched that reuse of logs off on
 * Chrome OS because of it, crbug.com/460568). A log that is full is left, its entries go into tables, and the half one with them.
 *
 * Costs 5 MB of writing, 40 ms here, once for each start: the first tab does it, the others find its lock held.
 * Does nothing in other browsers, and nothing where there is nothing to lose yet. A full disk is no failure: nothing is
 * worse than before.
 */
export async function beginFreshLog(): Promise<void> {
	// Only Chromium says whether it lost data when it opens a database.
	if (!('dataLoss' in IDBVersionChangeEvent.prototype)) return;
	await new Promise<void>((done) => {
		const first = navigator.locks.request('handloom-log', { ifAvailable: true }, async (lock) => {
			if (lock) await fillLog().catch((error: unknown) => console.warn('[store] no new log:', error));
			done();
			// Held for as long as this page lives.
			return lock ? new Promise(() => undefined) : undefined;
		});
		first.catch(() => done());
	});
}

async function fillLog(): Promise<void> {
	if ((await indexedDB.databases()).length === 0) return;
	const database = await new Promise<IDBDatabase>((done, refuse) => {
		const opening = indexedDB.open(SCRATCH, 1);
		opening.onupgradeneeded = () => opening.result.createObjectStore('entries');
		opening.onsuccess = () => done(opening.result);
		opening.onerror = () => refuse(opening.error);
	});
	try {
		const transaction = database.transaction('entries', 'readwrite', { durability: 'relaxed' });
		const entries = transaction.objectStore('entries');
		// Random, because the browser compresses what it can.
		const entry = crypto.getRandomValues(new Uint8Array(ENTRY_BYTES));
		for (let i = 0; i < ENTRIES; i += 1) entries.put(entry, i);
		await new Promise<void>((done, refuse) => {
			transaction.oncomplete = () => done();
			transaction.onabort = () => refuse(transaction.error);
		});
	} finally {
		database.close();
		indexedDB.deleteDatabase(SCRATCH);
	}
}
