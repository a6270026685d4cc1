/** Web Locks whose names start so are held while work is going on that a reload would hurt. */
const BUSY = /^handloom-(recording|upload|rendition|pass)/;

/** Names of such locks held in any tab of this browser. Empty also where Web Locks are missing. */
export async function busyLocks(): Promise<string[]> {
	const { held = [] } = (await navigator.locks?.query()) ?? {};
	return held.map((lock) => lock.name ?? '').filter((name) => BUSY.test(name));
}
