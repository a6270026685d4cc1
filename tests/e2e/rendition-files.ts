import type { Page } from '@playwright/test';

/** Files of a take's rendition as they lie in IndexedDB, read with the browser's own API: exactly what would leave. */
export async function renditionFiles(page: Page, takeId: string): Promise<Map<string, Buffer>> {
	const files = await page.evaluate(async (id) => {
		const open = indexedDB.open('handloom');
		const db = await new Promise<IDBDatabase>((resolve, reject) => {
			open.onsuccess = () => resolve(open.result);
			open.onerror = () => reject(open.error);
		});
		const get = db.transaction('renditions').objectStore('renditions').get(id);
		type Row = { files: { file: { name: string }; blobs: Blob[] }[] };
		const row = await new Promise<Row | undefined>((resolve) => (get.onsuccess = () => resolve(get.result)));
		db.close();
		return Promise.all(
			(row?.files ?? []).map(async ({ file, blobs }) => {
				const reader = new FileReader();
				reader.readAsDataURL(new Blob(blobs));
				await new Promise((resolve) => (reader.onload = resolve));
				const url = String(reader.result);
				return { name: file.name, base64: url.slice(url.indexOf(',') + 1) };
			})
		);
	}, takeId);
	return new Map(files.map(({ name, base64 }) => [name, Buffer.from(base64, 'base64')]));
}
