import type { TakeId } from '../../schema/ids.ts';
import { withDb, type DocUpdateRow, type HandloomDb } from '../store/db.ts';
import { ClearedError } from '../store/store-failure.ts';

/** Where a document's rows lie. Calls reject when the storage does; whoever calls turns that into a failure. */
export interface UpdateStore {
	/** In the order in which they were saved. */
	read(docId: string): Promise<DocUpdateRow[]>;
	/** Ends when the row is written. */
	append(row: DocUpdateRow): Promise<void>;
	/** Replaces all rows of a document by `change(rows)`, all or nothing. */
	rewrite(docId: string, change: (rows: DocUpdateRow[]) => DocUpdateRow[]): Promise<void>;
}

/**
 * Adds a row, unless the one before it is the same: an acknowledgement may have been lost with the connection. Labels of
 * a take that is not here any more (storage was cleared) are not saved, and must not look so.
 */
function addOnce(handle: HandloomDb, row: DocUpdateRow): Promise<void> {
	const { docUpdates, takes } = handle;
	return handle.transaction('rw', docUpdates, takes, async () => {
		const [takeId, author] = row.docId.split('/');
		if (
			author === 'worker' &&
			!(await takes
				.where('id')
				.equals(takeId as TakeId)
				.count())
		)
			throw new ClearedError(`take ${takeId} is gone`);
		const last = await docUpdates.where('docId').equals(row.docId).last();
		if (last && last.atMs === row.atMs && last.plan === row.plan && last.kind === row.kind) return;
		// A copy: the database writes its number into what it is given.
		await docUpdates.add({ ...row });
	});
}

export const dexieUpdates: UpdateStore = {
	read: (docId) => withDb(({ docUpdates }) => docUpdates.where('docId').equals(docId).sortBy('id')),
	async append(row) {
		await withDb((handle) => addOnce(handle, row));
	},
	rewrite: (docId, change) =>
		withDb((handle) =>
			handle.transaction('rw', handle.docUpdates, async () => {
				const rows = await handle.docUpdates.where('docId').equals(docId).sortBy('id');
				const next = change(rows);
				await handle.docUpdates.bulkDelete(rows.map((row) => row.id!));
				await handle.docUpdates.bulkAdd(next);
			})
		)
};

/** Rows in memory: for tests, and to see what an adapter does when saving fails. */
export function memoryUpdates(): UpdateStore & { rows: DocUpdateRow[]; refuse: boolean } {
	const store = {
		rows: [] as DocUpdateRow[],
		refuse: false,
		read: async (docId: string) => store.rows.filter((row) => row.docId === docId),
		async append(row: DocUpdateRow) {
			if (store.refuse) throw new DOMException('no room', 'QuotaExceededError');
			store.rows.push(row);
		},
		async rewrite(docId: string, change: (rows: DocUpdateRow[]) => DocUpdateRow[]) {
			const mine = store.rows.filter((row) => row.docId === docId);
			store.rows = [...store.rows.filter((row) => row.docId !== docId), ...change(mine)];
		}
	};
	return store;
}
