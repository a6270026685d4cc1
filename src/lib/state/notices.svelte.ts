import { createContext } from 'svelte';
import type { Failure } from '$lib/failure/failure.ts';

export type Toast = { id: number; text: string; undo: (() => void | Promise<void>) | null };

/** How long a toast with Undo stays; the same number as `--undo-time`. */
export const UNDO_MS = 10_000;
const PLAIN_MS = 5_000;

/**
 * What the app says by itself: one toast at a time, and failures, which stay until the person closes them.
 * A toast waits while it has focus or the pointer. This tab only, not saved.
 */
export class Notices {
	toast = $state.raw<Toast | null>(null);
	failures = $state.raw<Failure[]>([]);
	secondsLeft = $state(0);
	#timer: ReturnType<typeof setInterval> | null = null;
	#held = false;
	#nextId = 1;

	/** Says one thing. With `undo` it can be taken back for ten seconds. */
	say(text: string, options: { undo?: () => void | Promise<void> } = {}): void {
		this.toast = { id: this.#nextId++, text, undo: options.undo ?? null };
		this.secondsLeft = (options.undo ? UNDO_MS : PLAIN_MS) / 1000;
		if (this.#timer) clearInterval(this.#timer);
		this.#timer = setInterval(() => this.#tick(), 1000);
	}

	fail(failure: Failure): void {
		this.failures = [...this.failures.filter((shown) => shown.code !== failure.code), failure];
	}

	dismissFailure(failure: Failure): void {
		this.failures = this.failures.filter((shown) => shown !== failure);
	}

	/** True while pointer or focus is on the toast: the clock waits. */
	hold(held: boolean): void {
		this.#held = held;
	}

	async undo(): Promise<void> {
		const undo = this.toast?.undo;
		this.close();
		await undo?.();
	}

	close(): void {
		if (this.#timer) clearInterval(this.#timer);
		this.#timer = null;
		this.#held = false;
		this.toast = null;
	}

	#tick(): void {
		if (this.#held) return;
		this.secondsLeft -= 1;
		if (this.secondsLeft <= 0) this.close();
	}
}

export const [useNotices, provideNotices] = createContext<Notices>();
