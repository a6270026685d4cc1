import type { Page } from '@playwright/test';
import { unpackTrack } from '../../src/lib/domain/hands/pack-track.ts';
import type { Take } from '../../src/lib/schema/take.ts';
import type { TrackFrame } from '../../src/lib/schema/track.ts';

/** All rows of a table of the studio's database, read past the app: what really lies on the device. Blobs become their size. */
export async function storedRows<Row = Record<string, unknown>>(page: Page, table: string): Promise<Row[]> {
	return page.evaluate(
		(name) =>
			new Promise<never[]>((done, refuse) => {
				const opening = indexedDB.open('handloom');
				opening.onerror = () => refuse(opening.error);
				opening.onsuccess = () => {
					const database = opening.result;
					const asked = database.transaction(name).objectStore(name).getAll();
					asked.onerror = () => refuse(asked.error);
					asked.onsuccess = () => {
						database.close();
						done(
							asked.result.map((row) =>
								Object.fromEntries(
									Object.entries(row).map(([key, value]) => [key, value instanceof Blob ? value.size : value])
								)
							) as never[]
						);
					};
				};
			}),
		table
	) as Promise<Row[]>;
}

/** Takes that lie on the device, in no particular order. */
export const storedTakes = (page: Page): Promise<Take[]> => storedRows<Take>(page, 'takes');

export type StoredRow = {
	seq: number;
	kind: string;
	sha256: string;
	byteLength: number;
	firstPtsUs: number | null;
	lastPtsUs: number | null;
	/** The bytes still have the length and the SHA-256 that the row says. */
	sound: boolean;
};

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
			head?: { bytes: Uint8Array<ArrayBuffer>; replaces: number };
		};
		const mine = (await all<Row>('mediaRows')).filter((row) => row.takeId === id).sort((a, b) => a.seq - b.seq);
		const times = (await all<{ takeId: string; blob: Blob }>('frameTimes')).find((row) => row.takeId === id);
		db.close();
		const rows = await Promise.all(
			mine.map(async ({ seq, kind, sha256, byteLength, firstPtsUs, lastPtsUs, blob }) => {
				const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
				const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
				return {
					seq,
					kind,
					sha256,
					byteLength,
					firstPtsUs,
					lastPtsUs,
					sound: hex === sha256 && blob.size === byteLength
				};
			})
		);
		const url = await new Promise<string>((resolve) => {
			const reader = new FileReader();
			reader.onload = () => resolve(String(reader.result));
			reader.readAsDataURL(
				new Blob(mine.flatMap(({ blob, head }) => (head ? [head.bytes, blob.slice(head.replaces)] : [blob])))
			);
		});
		const timesUs = times ? [...new Float64Array(await times.blob.arrayBuffer())] : [];
		return { rows, base64: url.slice(url.indexOf(',') + 1), timesUs };
	}, takeId);
	return { rows, file: Buffer.from(base64, 'base64'), timesUs };
}

/** Landmarks of every frame of a take, chunk after chunk as they lie there, beside what each chunk says that it holds. */
export async function storedTrack(page: Page, takeId: string): Promise<{ said: number; frames: TrackFrame[] }[]> {
	const chunks = await page.evaluate(async (id) => {
		const open = indexedDB.open('handloom');
		const db = await new Promise<IDBDatabase>((resolve, reject) => {
			open.onsuccess = () => resolve(open.result);
			open.onerror = () => reject(open.error);
		});
		type Row = { takeId: string; layer: string; seq: number; frames: number; blob: Blob };
		const get = db.transaction('trackChunks').objectStore('trackChunks').getAll();
		const all = await new Promise<Row[]>((resolve) => (get.onsuccess = () => resolve(get.result)));
		db.close();
		const mine = all.filter((row) => row.takeId === id && row.layer === 'model').sort((a, b) => a.seq - b.seq);
		return Promise.all(
			mine.map(async ({ frames, blob }) => {
				const reader = new FileReader();
				reader.readAsDataURL(blob);
				await new Promise((resolve) => (reader.onload = resolve));
				const url = String(reader.result);
				return { said: frames, base64: url.slice(url.indexOf(',') + 1) };
			})
		);
	}, takeId);
	return chunks.map(({ said, base64 }) => ({
		said,
		frames: unpackTrack(new Uint8Array(Buffer.from(base64, 'base64')).buffer)
	}));
}
