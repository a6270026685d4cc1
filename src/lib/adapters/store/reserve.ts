import { messageOf } from '../../failure/failure.ts';
import { withDb } from './db.ts';

/** Space kept for finishing a take on a full disk: its frame times and facts need far less. */
const BYTES = 512 * 1024;
const NAME = 'reserve';

/** Sets the reserve aside before a recording. A disk too full even for that will say so with the first row. */
export async function keepReserve(): Promise<void> {
	try {
		if (await withDb(({ settings }) => settings.get(NAME))) return;
		const bytes = new Uint8Array(BYTES);
		// Noise, because the database compresses what it can.
		for (let at = 0; at < BYTES; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
		await withDb(({ settings }) => settings.put({ name: NAME, value: new Blob([bytes]) }));
	} catch (error) {
		console.warn('[store] no reserve', messageOf(error));
	}
}

/** Gives the reserve back to the disk, so that something small can still be written. */
export async function spendReserve(): Promise<void> {
	try {
		await withDb(({ settings }) => settings.delete(NAME));
	} catch (error) {
		console.warn('[store] reserve not spent', messageOf(error));
	}
}
