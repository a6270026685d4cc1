import type { Page } from '@playwright/test';

/** What a test reads from the device's database, through the browser's own IndexedDB: the app has no part in it. */
export type StoredTake = {
	id: string;
	number: number;
	state: string;
	source: string;
	createdAtMs: number;
	durationUs: number;
	frameCount: number;
	facts: Record<string, number | string | boolean | null> | null;
	erasingSinceMs?: number | null;
};
export type StoredRow = {
	seq: number;
	kind: string;
	byteLength: number;
	firstPtsUs: number | null;
	lastPtsUs: number | null;
	/** The bytes still have the length and the SHA-256 that the row says. */
	sound: boolean;
};

export async function storedTakes(page: Page): Promise<StoredTake[]> {
	return page.evaluate(async () => {
		const open = indexedDB.open('handloom');
		const db = await new Promise<IDBDatabase>((resolve, reject) => {
			open.onsuccess = () => resolve(open.result);
			open.onerror = () => reject(open.error);
		});
		const get = db.transaction('takes').objectStore('takes').getAll();
		const takes = await new Promise<Record<string, unknown>[]>(
			(resolve) => (get.onsuccess = () => resolve(get.result))
		);
		db.close();
		return takes.map(({ thumbnail, ...take }) => ({ ...take, thumbnail: thumbnail !== null }) as never);
	});
}

/** Rows of a take in order, hashed here, and the file they make up, base64. */
export async function storedFile(
	page: Page,
	takeId: string
): Promise<{ rows: StoredRow[]; file: Buffer; timesUs: number[] }> {
	const { rows, base64, timesUs } = await page.evaluate(async (id) => {
		const open = indexedDB.open('handloom');
		const db = await new Promise<IDBDatabase>((resolve, reject) => {
			open.onsuccess = () => resolve(open.result);
			open.onerror = () => reject(open.error);
		});
		const all = <T>(store: string) =>
			new Promise<T[]>((resolve) => {
				const get = db.transaction(store).objectStore(store).getAll();
				get.onsuccess = () => resolve(get.result);
			});
		type Row = {
			takeId: string;
			seq: number;
			kind: string;
			sha256: string;
			byteLength: number;
			firstPtsUs: number | null;
			lastPtsUs: number | null;
			blob: Blob;
		};
		const mine = (await all<Row>('mediaRows')).filter((row) => row.takeId === id).sort((a, b) => a.seq - b.seq);
		const times = (await all<{ takeId: string; blob: Blob }>('frameTimes')).find((row) => row.takeId === id);
		db.close();
		const rows = await Promise.all(
			mine.map(async ({ seq, kind, sha256, byteLength, firstPtsUs, lastPtsUs, blob }) => {
				const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
				const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
				return { seq, kind, byteLength, firstPtsUs, lastPtsUs, sound: hex === sha256 && blob.size === byteLength };
			})
		);
		const url = await new Promise<string>((resolve) => {
			const reader = new FileReader();
			reader.onload = () => resolve(String(reader.result));
			reader.readAsDataURL(new Blob(mine.map((row) => row.blob)));
		});
		const timesUs = times ? [...new Float64Array(await times.blob.arrayBuffer())] : [];
		return { rows, base64: url.slice(url.indexOf(',') + 1), timesUs };
	}, takeId);
	return { rows, file: Buffer.from(base64, 'base64'), timesUs };
}
