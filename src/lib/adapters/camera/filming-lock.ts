/** Held by the tab that films: one tab of this browser at a time. It goes with the tab, however that ends. */
const LOCK = 'handloom-filming';

/** Takes the lock, or answers null where another tab has it. The answer gives it back. */
export function holdFilmingLock(): Promise<(() => void) | null> {
	return new Promise((held, failed) => {
		navigator.locks
			.request(LOCK, { ifAvailable: true }, (lock) => {
				if (!lock) return held(null);
				return new Promise<void>((release) => held(release));
			})
			.catch(failed);
	});
}

/** Whether another tab films now: then its camera is left alone. */
export async function isFilmingElsewhere(): Promise<boolean> {
	const { held = [] } = (await navigator.locks?.query()) ?? {};
	return held.some(({ name }) => name === LOCK);
}
