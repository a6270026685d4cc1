import type { Failure, Outcome } from '$lib/failure/failure.ts';

/** From here on a wait is shown; a shorter one would only flicker. */
const SLOW_MS = 300;

/**
 * Something that a page asks the hub for: the value, or why it is not there, and whether the wait is long enough to be
 * shown. The value of an earlier ask stays until the next one is answered. This tab only, not saved.
 */
export class Asked<T> {
	value = $state.raw<T | null>(null);
	failure = $state.raw<Failure | null>(null);
	slow = $state(false);
	#ask: () => Promise<Outcome<T>>;
	#turn = 0;

	constructor(ask: () => Promise<Outcome<T>>) {
		this.#ask = ask;
	}

	/** Asks (again). Of two asks under way the later one counts. */
	load = async (): Promise<void> => {
		const turn = ++this.#turn;
		const timer = setTimeout(() => (this.slow = true), SLOW_MS);
		const answer = await this.#ask();
		clearTimeout(timer);
		if (turn !== this.#turn) return;
		this.slow = false;
		if (answer.ok) this.value = answer.value;
		this.failure = answer.ok ? null : answer.failure;
	};
}
