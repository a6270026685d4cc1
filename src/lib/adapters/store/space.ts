import { messageOf } from '../../failure/failure.ts';
import { withDb } from './db.ts';

/** What the browser says of the disk. `quotaBytes` is a promise that Chromium does not keep (PLATFORM facts): never rely on it alone. */
export type Space = { usedBytes: number | null; quotaBytes: number | null; persisted: boolean | null };

export async function readSpace(): Promise<Space> {
	const storage = navigator.storage;
	const estimate = await storage?.estimate?.().catch(() => null);
	const persisted = await storage?.persisted?.().catch(() => null);
	return { usedBytes: estimate?.usage ?? null, quotaBytes: estimate?.quota ?? null, persisted: persisted ?? null };
}

/** Asks the browser not to clear this device's takes by itself. False where it declines or cannot. */
export async function askToPersist(): Promise<boolean> {
	return (await navigator.storage?.persist?.().catch(() => false)) ?? false;
}

const ASKED = 'persist-asked';

/**
 * Asks once, after the first take that is kept: before it there is nothing to keep, and a browser that weighs how a site
 * is used says yes more readily then. Later only when the person asks in the settings.
 */
export async function askToPersistOnce(): Promise<void> {
	try {
		if (await withDb(({ settings }) => settings.get(ASKED))) return;
		const answer = await askToPersist();
		await withDb(({ settings }) => settings.put({ name: ASKED, value: { atMs: Date.now(), answer } }));
	} catch (error) {
		console.warn('[store] persist', messageOf(error));
	}
}

/** True after the browser was asked and has not promised to keep the takes of this device. */
export async function notGuaranteed(): Promise<boolean> {
	try {
		if (await navigator.storage?.persisted?.()) return false;
		return (await withDb(({ settings }) => settings.get(ASKED))) !== undefined;
	} catch (error) {
		console.warn('[store] persist', messageOf(error));
		return false;
	}
}

/**
 * True where the browser lets a page see that its window is private: Firefox and Safari refuse the file system there.
 * False says nothing: Chromium does not tell.
 */
export async function isKnownPrivate(storage: Pick<StorageManager, 'getDirectory'> | undefined): Promise<boolean> {
	try {
		await storage?.getDirectory?.();
		return false;
	} catch (error) {
		return error instanceof DOMException && error.name === 'SecurityError';
	}
}

/** Bits a second that a recording takes at the programme's capture size; what the space forecast is made with. */
export const RECORDING_BITS = 4_000_000;

/** Bytes that still fit, as the browser says; null where it does not tell. */
export async function bytesLeft(): Promise<number | null> {
	const { quotaBytes, usedBytes } = await readSpace();
	return quotaBytes === null || usedBytes === null ? null : quotaBytes - usedBytes;
}

export const minutesOfBytes = (bytes: number, bitsPerSecond = RECORDING_BITS): number =>
	Math.max(0, Math.floor((bytes * 8) / bitsPerSecond / 60));

/** Minutes of filming that fit into `space` at `bitsPerSecond`; null where the browser does not tell. */
export function minutesOfSpace(space: Space, bitsPerSecond: number): number | null {
	if (space.quotaBytes === null || space.usedBytes === null) return null;
	return minutesOfBytes(space.quotaBytes - space.usedBytes, bitsPerSecond);
}
