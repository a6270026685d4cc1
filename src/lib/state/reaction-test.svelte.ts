import { FLASHES, judgeReactions, LATEST_MS, type Lag } from '$lib/domain/reaction/judge-reactions.ts';

/** Pause before a flash: long enough to be surprised, never the same, so that nobody presses to a beat. */
const LEAST_PAUSE_MS = 1500;
const MORE_PAUSE_MS = 1500;

/** Where time and chance come from: the browser, or a test. */
export type ReactionClock = {
	nowMs(): number;
	/** 0 to 1. */
	chance(): number;
	/** Returns the way to call it off. */
	after(ms: number, run: () => void): () => void;
};

export const browserClock: ReactionClock = {
	nowMs: () => performance.now(),
	chance: () => Math.random(),
	after: (ms, run) => {
		const timer = setTimeout(run, ms);
		return () => clearTimeout(timer);
	}
};

/**
 * Thirty seconds of flashes, each answered with a press.
 *
 *   ready ──start──► waiting ──pause──► lit ──press, or too late──► waiting … ──► done
 */
export class ReactionTest {
	phase = $state<'ready' | 'waiting' | 'lit' | 'done'>('ready');
	/** Flashes so far, the one on screen included. */
	flashes = $state(0);
	/** Null while it runs, or where too few presses were reactions. */
	result = $state.raw<Lag | null>(null);
	#reactions: number[] = [];
	#litAtMs = 0;
	#clock: ReactionClock;
	#onflash: () => void;
	#callOff = () => {};

	/** `onflash`: a tone with each flash, for whoever does not look. */
	constructor(onflash: () => void, clock: ReactionClock = browserClock) {
		this.#onflash = onflash;
		this.#clock = clock;
	}

	start = (): void => {
		this.stop();
		this.#reactions = [];
		this.flashes = 0;
		this.result = null;
		this.#wait();
	};

	/** A press. One without a flash counts for nothing. */
	press = (atMs: number = this.#clock.nowMs()): void => {
		if (this.phase !== 'lit') return;
		this.#reactions.push(atMs - this.#litAtMs);
		this.#next();
	};

	/** The flash is on screen since then: said by whoever draws it, for it is later than it was asked for. */
	lit = (atMs: number): void => {
		if (this.phase === 'lit') this.#litAtMs = atMs;
	};

	stop = (): void => {
		this.#callOff();
		this.phase = 'ready';
	};

	#wait(): void {
		this.phase = 'waiting';
		this.#callOff = this.#clock.after(LEAST_PAUSE_MS + this.#clock.chance() * MORE_PAUSE_MS, () => {
			this.phase = 'lit';
			this.flashes += 1;
			this.#litAtMs = this.#clock.nowMs();
			this.#onflash();
			this.#callOff = this.#clock.after(LATEST_MS, this.#next);
		});
	}

	#next = (): void => {
		this.#callOff();
		if (this.flashes < FLASHES) return this.#wait();
		this.phase = 'done';
		this.result = judgeReactions(this.#reactions);
	};
}
