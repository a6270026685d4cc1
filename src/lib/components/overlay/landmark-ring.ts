import type { TrackFrame } from '../../schema/track.ts';

/**
 * The last frames of live tracking, for a drawing loop that must not wake Svelte. Pushing overwrites the oldest.
 * time    `ptsUs` rises between `clear`s
 */
export class LandmarkRing {
	#frames: (TrackFrame | undefined)[];
	#count = 0;

	constructor(capacity = 64) {
		this.#frames = new Array<TrackFrame | undefined>(capacity);
	}

	/** How many were pushed since `clear`, the overwritten ones included. */
	get pushed(): number {
		return this.#count;
	}

	push(frame: TrackFrame): void {
		this.#frames[this.#count % this.#frames.length] = frame;
		this.#count += 1;
	}

	/** The newest frame, or null. */
	get latest(): TrackFrame | null {
		return this.#count === 0 ? null : this.#frames[(this.#count - 1) % this.#frames.length]!;
	}

	/** The newest frame at or before a time, or null where none of that age is left. */
	at(ptsUs: number): TrackFrame | null {
		for (const frame of this.#newestFirst()) if (frame.ptsUs <= ptsUs) return frame;
		return null;
	}

	/** Frames a second over the last `spanUs`, by their own times. */
	rate(spanUs = 2_000_000): number {
		const { latest } = this;
		if (!latest) return 0;
		const times = [...this.#newestFirst()].map((frame) => frame.ptsUs).filter((time) => time >= latest.ptsUs - spanUs);
		const first = times.at(-1)!;
		return times.length < 2 ? 0 : ((times.length - 1) * 1e6) / (latest.ptsUs - first);
	}

	clear(): void {
		this.#frames.fill(undefined);
		this.#count = 0;
	}

	*#newestFirst(): Generator<TrackFrame> {
		const kept = Math.min(this.#count, this.#frames.length);
		for (let back = 1; back <= kept; back++) yield this.#frames[(this.#count - back) % this.#frames.length]!;
	}
}
