import { db, type DocUpdateRow } from '../store/db.ts';

/** Where a document's rows lie. Calls reject when the storage does; whoever calls turns that into a failure. */
export interface UpdateStore {
	/** In the order in which they were saved. */
	read(docId: string): Promise<DocUpdateRow[]>;
	/** Ends when the row is written. */
	append(row: DocUpdateRow): Promise<void>;
	/** Replaces all rows of a document by `change(rows)`, all or nothing. */
	rewrite(docId: string, change: (rows: DocUpdateRow[]) => DocUpdateRow[]): Promise<void>;
}

export const dexieUpdates: UpdateStore = {
	read: (docId) => db().docUpdates.where('docId').equals(docId).sortBy('id'),
	async append(row) {
		await db().docUpdates.add(row);
	},
	rewrite: (docId, change) =>
		db().transaction('rw', db().docUpdates, async () => {
			const rows = await db().docUpdates.where('docId').equals(docId).sortBy('id');
			const next = change(rows);
			await db().docUpdates.bulkDelete(rows.map((row) => row.id!));
			await db().docUpdates.bulkAdd(next);
		})
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
