import { withDb, type DocUpdateRow } from './db.ts';

/** No document has this name. */
const SCRATCH = 'handloom-rewrite';
/** Under 64 KiB: larger values lie in files of their own and pass LevelDB by. */
const ENTRY_BYTES = 60_000;
/** More than LevelDB writes into one log before it begins the next (4 MiB). */
const ENTRIES = 84;
/** So many logs are filled: after four of them the values were gone wherever it was tried; twice that to be sure. */
const ROUNDS = 8;

/**
 * Makes the browser rewrite the part of its database that holds labels, so that those that were deleted are in none of its files any
 * more. What is not a Blob (labels, corrected hands, their history) lies in LevelDB's log and tables, where deleting only
 * writes down that it is deleted; it goes when tables are merged, and they are merged when enough is written between the same
 * keys: so this writes there, and deletes it again.
 *
 * Costs 40 MB of writing, 5 s here. Nothing promises when LevelDB merges: `tests/e2e/cut-for-good.spec.ts` looks into its files.
 * Does nothing in other browsers. A full disk is no failure: what was deleted goes with later writes.
 */
export async function rewriteTables(): Promise<void> {
	if (!('dataLoss' in IDBVersionChangeEvent.prototype)) return;
	const clear = () => withDb(({ docUpdates }) => docUpdates.where('docId').equals(SCRATCH).delete());
	try {
		for (let round = 0; round < ROUNDS; round += 1) {
			// Random, because the browser compresses what it can.
			const rows = Array.from({ length: ENTRIES }, (): DocUpdateRow => {
				const update = crypto.getRandomValues(new Uint8Array(ENTRY_BYTES));
				return { docId: SCRATCH, atMs: 0, update, plan: null, kind: 'merge' };
			});
			await withDb(({ docUpdates }) => docUpdates.bulkAdd(rows));
			await clear();
		}
	} catch (error) {
		console.warn('[store] tables were not rewritten:', error);
		await clear().catch(() => undefined);
	}
}
