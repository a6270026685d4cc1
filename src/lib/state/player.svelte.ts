import type { FrameRun, FrameSource, ShownFrame } from '$lib/adapters/workers/frames-port.ts';
import type { Span } from '$lib/domain/annotation/lanes.ts';
import { frameAt, frameEndAt, frameIndexAt, frameStepped, type FrameTimes } from '$lib/domain/time/frame-times.ts';
import { fail, type Failure } from '$lib/failure/failure.ts';
import type { PtsUs } from '$lib/schema/time.ts';
import { ptsUs } from '$lib/schema/units.ts';

/** Speeds, of real time. */
export const RATES = [0.1, 0.25, 0.5, 1, 1.5, 2, 4] as const;
/** A frame whose time is over is left out once it is this late: the screen itself is not exact to a few milliseconds. */
const LATE_MS = 20;
/** So far behind, playing goes on from here instead of leaving everything out. */
const BEHIND_MS = 250;

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
	/** What is played again and again, one span after the other as if nothing lay between; null: play on. This tab only. */
	loop = $state.raw<readonly Span[] | null>(null);
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
		if (this.playing === 'still') return;
		this.#begin('still');
		void this.#source.near(this.nowUs);
	};

	/** Plays `spans` again and again from the first one on, or plays on as before. */
	setLoop = (spans: readonly Span[] | null): void => {
		this.loop = spans && spans.length > 0 ? spans : null;
		if (this.loop) void this.#playFrom(this.loop[0]!.startUs);
	};

	/** Where playing goes on after the frame at `us`, when that is not the next frame: the loop's next span. Null: it is. */
	#jumpAfter(us: number): PtsUs | null {
		const { loop } = this;
		if (!loop) return null;
		const endUs = frameEndAt(this.frames, us);
		const within = loop.findIndex((span) => us >= span.startUs && us < span.endUs);
		if (within >= 0 && endUs < loop[within]!.endUs) return null;
		return frameAt(this.frames, loop[(within + 1) % loop.length]!.startUs);
	}

	faster = (): void => this.#changeRate(1);
	slower = (): void => this.#changeRate(-1);
	realSpeed = (): void => {
		this.rate = 1;
	};
	#changeRate(by: number): void {
		const at = RATES.findIndex((rate) => rate >= this.rate);
		this.rate = RATES[Math.max(0, Math.min(RATES.length - 1, at + by))]!;
	}

	/** Plays on from the frame on screen; from the start when it is the last one. */
	play = (): Promise<void> => {
		const last = this.#times().at(-1) ?? 0;
		return this.#playFrom(this.#jumpAfter(this.nowUs) ?? (this.nowUs >= last ? 0 : this.nowUs));
	};

	async #playFrom(us: number): Promise<void> {
		const turn = this.#begin('forward');
		const clock: Clock = { at: null };
		for (let fromUs: number | null = us; fromUs !== null && turn === this.#turn;) {
			const run = await this.#source.run(fromUs);
			if (turn !== this.#turn) return;
			if (!run.ok) return this.#stop(run.failure);
			fromUs = await this.#follow(run.value, turn, clock);
		}
		if (turn === this.#turn) this.pause();
	}

	/**
	 * Draws each frame when its time has come, and leaves out those whose time is over. Answers where playing goes on in
	 * another place; null: it has ended.
	 */
	async #follow(run: FrameRun, turn: number, clock: Clock): Promise<number | null> {
		// A frame in another place comes when the one before it ends.
		if (clock.at) clock.at.us += this.#jumped;
		const dueIn = (us: number): number => {
			// A change of speed counts from this frame on.
			if (!clock.at || clock.at.rate !== this.rate) clock.at = { ms: performance.now(), us, rate: this.rate };
			return clock.at.ms + (us - clock.at.us) / 1000 / clock.at.rate - performance.now();
		};
		let ahead = run.next();
		let jumpUs: number | null = null;
		while (turn === this.#turn && jumpUs === null) {
			const answer = await ahead;
			if (!answer.ok) {
				if (turn === this.#turn) this.#stop(answer.failure);
				return null;
			}
			const frame = answer.value;
			if (!frame) return null;
			const endUs = frameEndAt(this.frames, frame.ptsUs);
			jumpUs = this.#jumpAfter(frame.ptsUs);
			this.#jumped = jumpUs === null ? 0 : jumpUs - endUs;
			ahead = run.next();
			let waitMs = dueIn(frame.ptsUs);
			if (waitMs < -BEHIND_MS) {
				clock.at = null;
				waitMs = dueIn(frame.ptsUs);
			}
			// The last one before the end, or before a jump, stays on screen: it is never left out.
			const late = dueIn(endUs) < -LATE_MS && jumpUs === null && frame.ptsUs !== this.#times().at(-1);
			if (!late) await until(waitMs);
			if (turn !== this.#turn || late) frame.picture.close();
			else this.#draw(frame);
		}
		const unused = await ahead;
		if (unused.ok) unused.value?.picture.close();
		return jumpUs;
	}
	/** How far the clip's time jumped at the last change of place, microseconds. */
	#jumped = 0;

	/** Plays backwards, as fast as frames can be had and not faster than real. */
	playBack = async (): Promise<void> => {
		const turn = this.#begin('backward');
		let from = { us: this.nowUs, ms: performance.now(), rate: this.rate };
		while (turn === this.#turn && this.nowUs > 0) {
			if (from.rate !== this.rate) from = { us: this.nowUs, ms: performance.now(), rate: this.rate };
			const us = from.us - (performance.now() - from.ms) * 1000 * from.rate;
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
		} else if (answer.value && answer.value.ptsUs !== frameAt(this.frames, us)) {
			// What is shown is what was asked for, or nothing.
			answer.value.picture.close();
			const got = answer.value.ptsUs;
			const wrong = fail('decode_failed', `frame at ${us} was asked for, ${got} came`, { context: { ptsUs: us, got } });
			if (turn === this.#turn) this.#stop(wrong.failure);
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

/** What the wall clock said when the frame at `us` was due. */
type Clock = { at: { ms: number; us: number; rate: number } | null };

const until = (ms: number): Promise<void> =>
	ms > 4
		? new Promise((resolve) => setTimeout(resolve, ms))
		: new Promise((resolve) => requestAnimationFrame(() => resolve()));
