import type { FrameRun, FrameSource, ShownFrame } from '$lib/adapters/workers/frames-port.ts';
import { frameIndexAt, frameStepped, type FrameTimes } from '$lib/domain/time/frame-times.ts';
import type { Failure } from '$lib/failure/failure.ts';
import type { PtsUs } from '$lib/schema/time.ts';
import { ptsUs } from '$lib/schema/units.ts';

export const RATES = [0.25, 0.5, 1, 1.5, 2] as const;

/** Draws one frame. The picture stays the player's; it is closed after the next one was drawn. */
export type Draw = (shown: ShownFrame) => void;

/**
 * Plays and steps through one clip by its own frames. `nowUs` is always the PTS of the picture on screen: it changes
 * when a frame is drawn and never before. This tab only, not saved.
 *
 *   still ──play──► forward ──pause, end──► still      still ──playBack──► backward ──pause, start──► still
 */
export class Player {
	readonly frames: FrameTimes;
	readonly width: number;
	readonly height: number;
	/** PTS of the frame that is drawn. */
	nowUs = $state.raw(0 as PtsUs);
	playing = $state.raw<'still' | 'forward' | 'backward'>('still');
	rate = $state(1);
	/** The last failure to show a frame; the picture on screen stays. */
	failure = $state.raw<Failure | null>(null);
	/** 0-based place of the frame on screen, for people; code names frames by PTS. */
	readonly index = $derived(frameIndexAt(this.#times(), this.nowUs));

	#source: FrameSource;
	// eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing is drawn from it
	#draws = new Set<Draw>();
	#shown: ShownFrame | null = null;
	/** Raised by every seek, play and pause: whatever belongs to an older one stops. */
	#turn = 0;
	#closed = false;

	constructor(source: FrameSource) {
		this.#source = source;
		this.frames = { timesUs: source.facts.timesUs, endUs: source.facts.endUs };
		this.width = source.facts.width;
		this.height = source.facts.height;
	}

	#times(): Float64Array {
		return this.frames.timesUs;
	}

	/** Hands every picture to `draw`, beginning with the one on screen. Returns the way to stop. */
	onDraw(draw: Draw): () => void {
		this.#draws.add(draw);
		if (this.#shown) draw(this.#shown);
		return () => this.#draws.delete(draw);
	}

	/** Goes to the frame on screen at `us` and stays there. Ends when it is drawn, or when something newer was asked for. */
	seek = async (us: number): Promise<void> => {
		const turn = this.#begin('still');
		await this.#showAt(us, turn);
	};

	/** `count` frames on, or back when negative. */
	step = (count: number): Promise<void> => this.seek(frameStepped(this.frames, this.#aimUs(), count));

	/** Several steps in a row count from where the last one wants to go, not from what is drawn by now. */
	#aim: PtsUs | null = null;
	/** A frame was asked for and is not drawn yet. */
	get seeking(): boolean {
		return this.#aim !== null;
	}
	#aimUs(): PtsUs {
		return this.#aim ?? this.nowUs;
	}

	toggle = (): void => {
		if (this.playing === 'still') void this.play();
		else this.pause();
	};

	pause = (): void => {
		if (this.playing !== 'still') this.#begin('still');
	};

	faster = (): void => this.#changeRate(1);
	slower = (): void => this.#changeRate(-1);
	#changeRate(by: number): void {
		const at = RATES.findIndex((rate) => rate >= this.rate);
		this.rate = RATES[Math.max(0, Math.min(RATES.length - 1, at + by))]!;
	}

	/** Plays on from the frame on screen; from the start when it is the last one. */
	play = async (): Promise<void> => {
		const turn = this.#begin('forward');
		const last = this.#times().at(-1) ?? 0;
		const fromUs = this.nowUs >= last ? 0 : this.nowUs;
		const run = await this.#source.run(fromUs);
		if (turn !== this.#turn) return;
		if (!run.ok) return this.#stop(run.failure);
		await this.#follow(run.value, turn);
	};

	/** Draws each frame when its time has come, and leaves out those that are late. */
	async #follow(run: FrameRun, turn: number): Promise<void> {
		let clock: { ms: number; us: number; rate: number } | null = null;
		const dueIn = (us: number): number => {
			// A change of speed counts from this frame on.
			if (!clock || clock.rate !== this.rate) clock = { ms: performance.now(), us, rate: this.rate };
			return clock.ms + (us - clock.us) / 1000 / clock.rate - performance.now();
		};
		let ahead = run.next();
		while (turn === this.#turn) {
			const answer = await ahead;
			if (!answer.ok) return this.#stop(answer.failure);
			const frame = answer.value;
			if (!frame) {
				if (turn === this.#turn) this.#begin('still');
				return;
			}
			ahead = run.next();
			let waitMs = dueIn(frame.ptsUs);
			if (waitMs < -250) {
				// Too slow for this speed: play slower rather than leave everything out.
				clock = null;
				waitMs = dueIn(frame.ptsUs);
			}
			const late = waitMs < -60 && frame.ptsUs !== this.#times().at(-1);
			if (!late) await until(waitMs);
			if (turn !== this.#turn || late) frame.picture.close();
			else this.#draw(frame);
		}
		const unused = await ahead;
		if (unused.ok) unused.value?.picture.close();
	}

	/** Plays backwards, as fast as frames can be had and not faster than real. */
	playBack = async (): Promise<void> => {
		const turn = this.#begin('backward');
		const from = { us: this.nowUs, ms: performance.now() };
		while (turn === this.#turn && this.nowUs > 0) {
			const us = from.us - (performance.now() - from.ms) * 1000 * this.rate;
			if (frameIndexAt(this.#times(), us) === this.index) await until(8);
			else await this.#showAt(Math.max(0, us), turn);
			if (this.failure) return;
		}
		if (turn === this.#turn) this.#begin('still');
	};

	/** Small pictures for a film strip. The caller closes them. */
	strip = (timesUs: number[], height: number) => this.#source.strip(timesUs, height);

	/** A copy of what is on screen, for a lens or a still; null before the first frame. */
	get picture(): ShownFrame['picture'] | null {
		return this.#shown?.picture ?? null;
	}

	close(): void {
		this.#closed = true;
		this.#turn++;
		this.#source.close();
		this.#shown?.picture.close();
		this.#shown = null;
		this.#draws.clear();
	}

	#begin(playing: Player['playing']): number {
		this.playing = playing;
		this.failure = null;
		this.#aim = null;
		return ++this.#turn;
	}

	async #showAt(us: number, turn: number): Promise<void> {
		this.#aim = ptsUs(us);
		const answer = await this.#source.frame(us);
		if (!answer.ok) {
			if (turn === this.#turn) this.#stop(answer.failure);
		} else if (answer.value) {
			if (turn === this.#turn || this.playing === 'still') this.#draw(answer.value);
			else answer.value.picture.close();
		}
		if (turn === this.#turn) this.#aim = null;
	}

	#draw(frame: ShownFrame): void {
		if (this.#closed) return frame.picture.close();
		const before = this.#shown;
		this.#shown = frame;
		this.nowUs = frame.ptsUs;
		for (const draw of this.#draws) draw(frame);
		before?.picture.close();
	}

	#stop(failure: Failure): void {
		this.#begin('still');
		this.failure = failure;
	}
}

const until = (ms: number): Promise<void> =>
	ms > 4
		? new Promise((resolve) => setTimeout(resolve, ms))
		: new Promise((resolve) => requestAnimationFrame(() => resolve()));
