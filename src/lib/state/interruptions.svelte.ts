import { sleptMs, type ClockTick } from '$lib/domain/time/clock-jump.ts';
import type { CaptureFacts } from '$lib/schema/take.ts';

export type Interruption = NonNullable<CaptureFacts['interruptions']>[number];

const now = (): ClockTick => ({ wallMs: Date.now(), pageMs: performance.now() });
const isHidden = (): boolean => document.visibilityState === 'hidden';

/**
 * When the page was hidden or the device asleep during one take. Frames may be missing there, so the take's facts and
 * the person both hear of it. `tick` is called about ten times a second while filming.
 */
export class Interruptions {
	marks = $state.raw<Interruption[]>([]);
	#startMs = performance.now();
	#last = now();
	#hiddenFromUs: number | null = null;

	readonly last = $derived(this.marks.at(-1)?.kind ?? null);

	/** From now on, 0 is now. */
	start(): void {
		this.marks = [];
		this.#startMs = performance.now();
		this.#last = now();
		this.#hiddenFromUs = isHidden() ? 0 : null;
	}

	tick(): void {
		const tick = now();
		const slept = sleptMs(this.#last, tick, isHidden() || this.#hiddenFromUs !== null);
		if (slept > 0) {
			const fromUs = this.#us(this.#last.pageMs);
			this.#add({ kind: 'asleep', fromUs, toUs: fromUs + Math.round(slept * 1000) });
		}
		this.#last = tick;
		this.visibility();
	}

	/** The page was hidden or shown. */
	visibility(): void {
		if (isHidden()) this.#hiddenFromUs ??= this.#us(performance.now());
		else if (this.#hiddenFromUs !== null) {
			this.#add({ kind: 'hidden', fromUs: this.#hiddenFromUs, toUs: this.#us(performance.now()) });
			this.#hiddenFromUs = null;
		}
	}

	/** All marks of the take, for its facts. What is still going on ends here. */
	finish(): Interruption[] {
		if (this.#hiddenFromUs !== null) {
			this.#add({ kind: 'hidden', fromUs: this.#hiddenFromUs, toUs: this.#us(performance.now()) });
			this.#hiddenFromUs = null;
		}
		return this.marks;
	}

	#us = (pageMs: number): number => Math.max(0, Math.round((pageMs - this.#startMs) * 1000));
	#add(mark: Interruption): void {
		this.marks = [...this.marks, mark];
	}
}
