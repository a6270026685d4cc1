import { smoothInWorker } from '$lib/adapters/workers/tracks-port.ts';
import type { SmoothedFrame } from '$lib/domain/smoothing/smooth-track.ts';
import type { Failure } from '$lib/failure/failure.ts';
import type { TrackFrame } from '$lib/schema/track.ts';

/**
 * The smoothed layer of the clip in the studio: made from the track and the person's labels whenever somebody looks at
 * it, in a worker, and never saved, because it follows from them.
 *
 *   none ──ask──► making ──► ready (of what was asked for last) ──ask with other input──► making
 */
export class SmoothedLayer {
	making = $state.raw(false);
	/** By the times of the track; null until it is made. */
	frames = $state.raw<ReadonlyMap<number, SmoothedFrame> | null>(null);
	#input: readonly unknown[] = [];
	#fail: (failure: Failure) => void;

	constructor(fail: (failure: Failure) => void) {
		this.#fail = fail;
	}

	/** Makes the layer, unless it is made of the same things already. `swaps` and `corrections` are replaced when they change. */
	ask = async (
		track: readonly TrackFrame[],
		aspect: number,
		labels: {
			swaps: ReadonlyMap<string, { startUs: number; endUs: number; swapped: boolean }>;
			corrections: ReadonlyMap<string, unknown>;
		}
	): Promise<void> => {
		const input = [track, aspect, labels.swaps, labels.corrections];
		if (input.every((value, i) => value === this.#input[i])) return;
		this.#input = input;
		this.making = true;
		const atUs = [...labels.swaps.values()]
			.filter(({ swapped }) => swapped)
			.flatMap(({ startUs, endUs }) => [startUs, endUs]);
		const made = await smoothInWorker(track, aspect, { atUs, corrected: new Set(labels.corrections.keys()) });
		// Something newer was asked for meanwhile.
		if (this.#input !== input) return;
		this.making = false;
		if (made.ok) this.frames = new Map(made.value.map((frame) => [frame.ptsUs, frame]));
		else {
			this.#input = [];
			this.#fail(made.failure);
		}
	};
}
