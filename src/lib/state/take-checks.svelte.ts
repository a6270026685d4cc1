import type { TakeId } from '$lib/schema/ids.ts';
import { createContext } from 'svelte';
import { TakeCheck } from './take-check.svelte.ts';

/**
 * The takes that are being looked at, across the pages of the app. One pass at a time has the processors: the one that was
 * asked for last; the others wait and go on after it. Filming makes all of them wait. This tab only.
 */
export class TakeChecks {
	// eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing is drawn from it
	#known = new Map<TakeId, TakeCheck>();
	/** In the order in which they were asked for. */
	#begun = $state.raw<readonly TakeCheck[]>([]);
	#filming = 0;
	/** What is being done, the one that has the processors last. */
	readonly working: readonly TakeCheck[] = $derived(this.#begun.filter((check) => check.working));

	/** The work on a take, whether it has begun or not. */
	of(takeId: TakeId): TakeCheck {
		const check = this.#known.get(takeId) ?? new TakeCheck(takeId);
		this.#known.set(takeId, check);
		return check;
	}

	/** Does `work` on a take before all others. A page that holds `check` since it was done goes on with that one. */
	async first(check: TakeCheck, work: (check: TakeCheck) => Promise<void> = (one) => one.run()): Promise<void> {
		const { takeId } = check;
		this.#known.set(takeId, check);
		const done = work(check);
		this.#begun = [...this.#begun.filter((other) => other !== check && other.working), check];
		this.#share();
		await done;
		// What is done is on the disk; whoever asks again reads it from there.
		if (check.phase === 'done' && this.#known.get(takeId) === check) this.#known.delete(takeId);
		this.#share();
	}

	/** Begins what was not begun in this tab. A pass that the person stopped stays stopped. */
	async ensure(takeId: TakeId): Promise<void> {
		const { phase, working } = this.of(takeId);
		if (phase === 'idle' || working) await this.first(this.of(takeId));
	}

	/** From now on all passes wait. The answer lets them go on. */
	holdForFilming(): () => void {
		let held = true;
		this.#filming += 1;
		this.#share();
		return () => {
			if (!held) return;
			held = false;
			this.#filming -= 1;
			this.#share();
		};
	}

	#share(): void {
		const first = this.#filming > 0 ? null : this.working.at(-1);
		for (const check of this.working) {
			if (check === first) check.release();
			else check.hold();
		}
	}
}

export const [useTakeChecks, provideTakeChecks] = createContext<TakeChecks>();
