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

/** Bits a second that a recording takes at the programme's capture size; what the space forecast is made with. */
const RECORDING_BITS = 4_000_000;

/** Whole minutes of filming for which there is room; null where the browser does not tell. */
export async function minutesLeft(): Promise<number | null> {
	const { quotaBytes, usedBytes } = await readSpace();
	if (quotaBytes === null || usedBytes === null) return null;
	return Math.max(0, Math.floor(((quotaBytes - usedBytes) * 8) / RECORDING_BITS / 60));
}
