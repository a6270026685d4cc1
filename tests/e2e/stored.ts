import type { Page } from '@playwright/test';

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

/** The bytes of the newest take (or the given one), its rows end to end. */
export async function takeBytes(page: Page, takeId?: string): Promise<Buffer> {
	const base64 = await page.evaluate(async (wanted) => {
		const database = await new Promise<IDBDatabase>((done, refuse) => {
			const opening = indexedDB.open('handloom');
			opening.onerror = () => refuse(opening.error);
			opening.onsuccess = () => done(opening.result);
		});
		const all = <T>(name: string) =>
			new Promise<T[]>((done) => {
				const asked = database.transaction(name).objectStore(name).getAll();
				asked.onsuccess = () => done(asked.result);
			});
		const takes = await all<{ id: string; createdAtMs: number }>('takes');
		const id = wanted ?? takes.sort((a, b) => b.createdAtMs - a.createdAtMs)[0]!.id;
		const rows = (await all<{ takeId: string; seq: number; blob: Blob }>('mediaRows')).filter(
			(row) => row.takeId === id
		);
		database.close();
		const blob = new Blob(rows.sort((a, b) => a.seq - b.seq).map((row) => row.blob));
		const address = await new Promise<string>((done) => {
			const reader = new FileReader();
			reader.onload = () => done(String(reader.result));
			reader.readAsDataURL(blob);
		});
		return address.slice(address.indexOf(',') + 1);
	}, takeId);
	return Buffer.from(base64, 'base64');
}
