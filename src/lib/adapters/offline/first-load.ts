/**
 * What the first page needs comes before what later pages may need: the service worker, which fetches the whole studio,
 * waits for it. On a slow connection that is the difference between filming in seconds and in minutes.
 */
const SETTLE_MS = 2_500;
const LONGEST_MS = 60_000;

let pending = 0;
let quietSince = 0;

/** Runs something that the page needs now (models, a runtime) and counts it as part of the first load. */
export async function asFirstLoad<T>(work: () => Promise<T>): Promise<T> {
	pending++;
	try {
		return await work();
	} finally {
		pending--;
		quietSince = performance.now();
	}
}

/** Resolves when the page is loaded and has needed nothing more for a while; at the latest after a minute. */
export async function firstLoadDone(): Promise<void> {
	if (document.readyState !== 'complete') await new Promise((done) => addEventListener('load', done, { once: true }));
	quietSince = performance.now();
	const deadline = performance.now() + LONGEST_MS;
	while (performance.now() < deadline && (pending > 0 || performance.now() - quietSince < SETTLE_MS))
		await new Promise((done) => setTimeout(done, 250));
}
