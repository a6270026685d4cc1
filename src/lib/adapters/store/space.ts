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

/** Minutes of filming that fit into `space` at `bitsPerSecond`; null where the browser does not tell. */
export function minutesOfSpace(space: Space, bitsPerSecond: number): number | null {
	if (space.quotaBytes === null || space.usedBytes === null) return null;
	return Math.floor(((space.quotaBytes - space.usedBytes) * 8) / bitsPerSecond / 60);
}
