import { keepHandsFree, readHandsFree } from '$lib/adapters/camera/hands-free-settings.ts';
import { lookForPalm, NO_PALM, type PalmWatch } from '$lib/domain/capture/open-palm.ts';
import type { AdviceCode } from '$lib/domain/coach/advise.ts';
import { isToldNow, type Told } from '$lib/domain/coach/tell-advice.ts';
import { m } from '$lib/paraglide/messages.js';
import type { HandsFreeSettings } from '$lib/schema/hands-free.ts';
import type { Take } from '$lib/schema/take.ts';
import type { LiveFrame } from '$workers/landmarks/api.ts';
import { Cues } from './cues.svelte.ts';
import type { Phase, Pilot, Recording } from './recording.svelte.ts';

/** Without a batch, a recording ends by itself after ten minutes. */
const LIMIT_MS = 600_000;
/** A palm that nobody looked at for this long holds nothing back: live tracking may have stopped. */
const BLIND_MS = 1_000;
/** Advice is said aloud while a person gets ready and films. */
const ADVISED: Phase[] = ['ready', 'counting', 'recording'];

/** Tries in a row. `over`: no more follow, what was kept stays. */
export type Batch = { tries: number; tryS: number; resetS: number; kept: readonly Take[]; over: boolean };

/**
 * Filming with both hands busy: a raised palm, timers, batches, and signs that need no eyes. Pilots one recording.
 *
 *   batch: none ──begin──► running ──last try kept, stopped, or broken off──► over ──begin──► running
 */
export class HandsFree implements Pilot {
	settings = $state.raw<HandsFreeSettings>(readHandsFree());
	/** How much of the hold is done, 0..1: the ring. */
	palmShare = $state(0);
	/** The palm that started or stopped is still up. */
	palmUp = $state(false);
	batch = $state.raw<Batch | null>(null);
	/** The settings are open: a palm means nothing meanwhile. */
	choosing = $state(false);
	readonly cues: Cues;
	#recording: Recording;
	#watch: PalmWatch = NO_PALM;
	#lookedAtMs = 0;
	#heard: Phase | null = null;
	#told: Told | null = null;
	#beginPractice: (() => void) | null;

	/** `beginPractice`: called before each take, which is then a take of its own; no batches. null: takes are kept. */
	constructor(recording: Recording, beginPractice: (() => void) | null) {
		this.#recording = recording;
		this.#beginPractice = beginPractice;
		this.cues = new Cues(() => this.settings);
		recording.pilot = this;
	}

	change = (patch: Partial<HandsFreeSettings>): void => {
		this.settings = { ...this.settings, ...patch };
		keepHandsFree(this.settings);
		if (patch.palm === false) this.#forgetPalm();
	};

	/** Which try of a running batch is being made or comes next, from 1. */
	get tryNumber(): number {
		return (this.batch?.kept.length ?? 0) + 1;
	}

	begin(): void {
		this.#beginPractice?.();
		const { tries, tryS, resetS } = this.settings;
		this.batch = tries > 1 && !this.#beginPractice ? { tries, tryS, resetS, kept: [], over: false } : null;
	}

	countFrom(): number {
		return this.settings.startAfterS;
	}

	/** The hand that gave the sign must be down, so that it is not in the take. */
	mayStart(): boolean {
		return !this.palmUp || performance.now() - this.#lookedAtMs > BLIND_MS;
	}

	limitMs(): number {
		return this.batch && !this.batch.over ? this.batch.tryS * 1000 : LIMIT_MS;
	}

	end(): void {
		if (!this.batch) return;
		this.batch =
			this.batch.kept.length > 0 || this.#recording.phase === 'recording' ? { ...this.batch, over: true } : null;
	}

	next(take: Take): number | null {
		const batch = this.batch;
		if (!batch) return null;
		const kept = [...batch.kept, take];
		// One take alone goes the way of every take.
		if (batch.over && kept.length === 1) {
			this.batch = null;
			return null;
		}
		const over = batch.over || kept.length >= batch.tries;
		this.batch = { ...batch, kept, over };
		return over ? 0 : batch.resetS;
	}

	choose = (open: boolean): void => {
		this.choosing = open;
		this.#forgetPalm();
	};

	/** The tries were seen: ready for whatever comes next. */
	clearBatch = (): void => {
		this.batch = null;
	};

	/** One more look of live tracking. `aspect` is frame height over frame width. */
	look = (frame: LiveFrame, aspect: number): void => {
		if (!this.settings.palm || this.choosing) return;
		this.#lookedAtMs = performance.now();
		const look = lookForPalm(this.#watch, frame.timestampUs, frame.hands, aspect);
		this.#watch = look.watch;
		this.palmUp = look.watch.is === 'held';
		this.palmShare = look.watch.is === 'rising' ? look.share : 0;
		if (!look.made || look.watch.is !== 'held') return;
		if (this.#recording.phase === 'recording') this.#recording.stop(look.watch.roseUs);
		else if (this.#recording.phase === 'ready') {
			this.cues.give({ tone: 'seen', words: m.handsfree_cue_palm() });
			this.#recording.toggle();
		} else if (this.#recording.phase === 'resetting') this.#recording.toggle();
	};

	/** Says what changed. Called after every change of phase and count. */
	hear = (phase: Phase, count: number): void => {
		const before = this.#heard;
		this.#heard = phase;
		if (phase === 'counting' || phase === 'resetting') {
			if (phase === 'resetting' && before !== phase) this.cues.give({ tone: 'stop', words: this.#resetWords(count) });
			else if (count > 0 && count <= 3) this.cues.give({ tone: 'tick', words: null });
			return;
		}
		if (phase === before) return;
		if (phase === 'recording') this.cues.give({ tone: 'go', words: this.#recordingWords() });
		else if (phase === 'ready' && this.batch?.over && this.batch.kept.length > 0)
			this.cues.give({ tone: 'done', words: m.handsfree_cue_done({ count: this.batch.kept.length }) });
		else if (before === 'recording' && !(this.batch && !this.batch.over))
			this.cues.give({ tone: 'stop', words: m.handsfree_cue_stopped() });
	};

	/** Says the fix that the screen shows, for people who cannot look. Called again as long as it is shown. */
	hearAdvice = (code: AdviceCode, fix: string): void => {
		const nowMs = performance.now();
		if (this.choosing || !ADVISED.includes(this.#recording.phase)) return;
		if (!isToldNow(code, this.#told, nowMs)) return;
		this.#told = { code, atMs: nowMs };
		this.cues.give({ tone: 'advice', words: fix });
	};

	/** The tracker or the camera stopped: a half-held palm says nothing any more. */
	#forgetPalm(): void {
		this.#watch = NO_PALM;
		this.palmShare = 0;
		this.palmUp = false;
	}

	#recordingWords(): string {
		const { batch } = this;
		if (!batch || batch.over) return m.handsfree_cue_recording();
		if (this.tryNumber === batch.tries) return m.handsfree_cue_last();
		return m.handsfree_cue_try({ number: this.tryNumber });
	}

	#resetWords(seconds: number): string {
		const last = this.batch !== null && this.tryNumber === this.batch.tries;
		return last ? m.handsfree_cue_reset_last({ seconds }) : m.handsfree_cue_reset({ seconds });
	}

	close(): void {
		this.cues.close();
	}
}
