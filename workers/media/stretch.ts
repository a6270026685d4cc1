import type { VideoSample } from 'mediabunny';
import { messageOf } from '../../src/lib/failure/failure.ts';

/** Indices of the first and the last frame, both in it. */
export type FrameRange = { from: number; to: number };

type Wanted = { index: number; give: (sample: VideoSample) => void; refuse: (error: Error) => void };

/**
 * Frames of a clip that one decoder gives one after the other, from the key frame before the first to the last and not one
 * further: a decoder that is let run on takes the processor from whoever seeks next.
 */
export class Stretch {
	/** When the last frame was kept, or the stretch was ended or failed. Never rejects. */
	readonly done: Promise<void>;
	#samples: AsyncGenerator<VideoSample, void, unknown>;
	#next: number;
	#to: number;
	#ended = false;
	#wanted: Wanted | null = null;

	/**
	 * @param samples decoded pictures from the frame `range.from` on
	 * @param indexOf which frame of the clip a picture is
	 * @param keep copies a picture that is closed afterwards
	 */
	constructor(
		samples: AsyncGenerator<VideoSample, void, unknown>,
		range: FrameRange,
		indexOf: (sample: VideoSample) => number,
		keep: (index: number, sample: VideoSample) => Promise<void>
	) {
		this.#samples = samples;
		this.#next = range.from;
		this.#to = range.to;
		this.done = this.#run(indexOf, keep);
	}

	/** Whether the frame is still to come. */
	willGive(index: number): boolean {
		return !this.#ended && index >= this.#next && index <= this.#to;
	}

	/** A frame that is still to come, as soon as it is decoded. Whoever receives it closes it. Rejects when it does not come. */
	sampleOf(index: number): Promise<VideoSample> {
		return new Promise((give, refuse) => {
			if (!this.willGive(index)) return refuse(new Error(`frame ${index} is not to come`));
			this.#wanted = { index, give, refuse };
		});
	}

	/** Stops where it is. */
	end(): void {
		this.#ended = true;
		void this.#samples.return();
	}

	async #run(
		indexOf: (sample: VideoSample) => number,
		keep: (index: number, sample: VideoSample) => Promise<void>
	): Promise<void> {
		try {
			for await (const sample of this.#samples) {
				try {
					const at = indexOf(sample);
					this.#next = at + 1;
					this.#offer(at, sample);
					if (this.#ended) break;
					await keep(at, sample);
					if (at >= this.#to) break;
				} finally {
					sample.close();
				}
			}
			this.#refuse(new Error('the decoder ended before it'));
		} catch (error) {
			// Where nobody waits for a frame, whoever asks is told then.
			if (!this.#refuse(error)) console.warn('[media] frames ahead:', messageOf(error));
		}
		this.#ended = true;
	}

	#offer(at: number, sample: VideoSample): void {
		const wanted = this.#wanted;
		if (!wanted || at < wanted.index) return;
		if (at > wanted.index) throw new Error('the decoder left it out');
		this.#wanted = null;
		wanted.give(sample.clone());
	}

	#refuse(error: unknown): boolean {
		const wanted = this.#wanted;
		this.#wanted = null;
		wanted?.refuse(new Error(`no frame ${wanted.index}: ${messageOf(error)}`));
		return wanted !== null;
	}
}
