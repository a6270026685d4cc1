import { readDeclared } from '$lib/adapters/store/declared.ts';
import { readQuality, saveQuality } from '$lib/adapters/store/quality.ts';
import {
	beginPass,
	finishPass,
	isTracked,
	readStoredPass,
	writePassChunk,
	type StoredPass
} from '$lib/adapters/store/pass-chunks.ts';
import { settleTrack } from '$lib/adapters/store/settle-track.ts';
import { frameTimes, getTake, takeBlob } from '$lib/adapters/store/takes.ts';
import { readTrack } from '$lib/adapters/store/tracks.ts';
import { choosePassEngine, type ChosenEngine } from '$lib/adapters/workers/choose-pass-engine.ts';
import { lookAtTake } from '$lib/adapters/workers/quality-port.ts';
import { unpackTrack } from '$lib/domain/hands/pack-track.ts';
import { secondsForFrames } from '$lib/domain/pass/time-left.ts';
import { builtInProgramme } from '$lib/domain/programme/built-in.ts';
import { aspectOf, judgeRecorded } from '$lib/domain/quality/judge-recorded.ts';
import { RULES_VERSION } from '$lib/domain/quality/judge-take.ts';
import { planLooks } from '$lib/domain/quality/measure-look.ts';
import { ok, type Failure, type Outcome } from '$lib/failure/failure.ts';
import type { TakeId } from '$lib/schema/ids.ts';
import { StillLook } from '$lib/schema/probe.ts';
import type { FrameLook, QualityReport } from '$lib/schema/quality.ts';
import type { Take } from '$lib/schema/take.ts';
import type { TrackFrame } from '$lib/schema/track.ts';

/** Pictures that are looked at for light and sharpness, a second. */
const LOOKS_PER_SECOND = 5;

/**
 * The work on one take: its thorough pass, then its check. It belongs to no page: pages show it, and it goes on when they
 * are left. Saved: landmarks (chunk by chunk), the report. This tab only: the rest.
 *
 * A take that live tracking saw has a first verdict from `opening` on.
 *
 *   idle ──run──► opening ──► tracking ──► measuring ──► done      a take that has both opens as done
 *      ▲             │           │  └──hold──► held ──release──► tracking, after its last chunk
 *      │             │           └──cancel──► stopped ──track──► tracking, after its last chunk
 *      │             │                           └──measure──► measuring (without hands)
 *      └─────────────┴──► failed ──run──► opening
 */
export class TakeCheck {
	readonly takeId: TakeId;
	phase = $state<'idle' | 'opening' | 'tracking' | 'held' | 'measuring' | 'done' | 'stopped' | 'failed'>('idle');
	/** The engines are being tried; no frame is done yet. */
	choosing = $state(false);
	take = $state.raw<Take | null>(null);
	/** Landmarks so far, from the first frame on; null: none. */
	frames = $state.raw<readonly TrackFrame[] | null>(null);
	/** Every frame has its landmarks. */
	tracked = $state(false);
	report = $state.raw<QualityReport | null>(null);
	/** The verdict from what was seen while filming, until and beside the one on every frame; null: there was none. */
	first = $state.raw<QualityReport | null>(null);
	failure = $state.raw<Failure | null>(null);
	/** 0..1 of the step that runs. */
	share = $state(0);
	framesDone = $state(0);
	secondsLeft = $state<number | null>(null);
	readonly working = $derived(
		this.phase === 'opening' || this.phase === 'tracking' || this.phase === 'held' || this.phase === 'measuring'
	);

	#blob: Blob | null = null;
	#abort: AbortController | null = null;
	/** Ends the wait for another tab that has this pass. */
	#leaveQueue: AbortController | null = null;
	#running: Promise<void> | null = null;
	#held = false;
	#cancelled = false;
	#release: (() => void) | null = null;

	constructor(takeId: TakeId) {
		this.takeId = takeId;
	}

	/** Does what is still to be done. Again after a failure. What runs already goes on. */
	run = (): Promise<void> => this.#alone(() => this.#open());
	/** The pass, from where it was left. */
	track = (): Promise<void> => this.#alone(() => this.#track());
	/** Light and sharpness, then the rules, then the report on the disk. Without all landmarks the rules on hands are left out. */
	measure = (): Promise<void> => this.#alone(() => this.#measure());

	cancel = (): void => {
		this.#cancelled = true;
		this.#leaveQueue?.abort();
		this.#abort?.abort();
		this.release();
	};

	/** Stops the pass for a while: something else needs the processors. */
	hold = (): void => {
		if (this.#held) return;
		this.#held = true;
		if (this.phase === 'tracking') this.#abort?.abort();
	};
	release = (): void => {
		this.#held = false;
		this.#release?.();
	};

	#alone(work: () => Promise<void>): Promise<void> {
		if (!this.#running) this.#cancelled = false;
		this.#running ??= work().finally(() => (this.#running = null));
		return this.#running;
	}

	async #open(): Promise<void> {
		this.phase = 'opening';
		this.failure = null;
		const [take, stored] = await Promise.all([getTake(this.takeId), readQuality(this.takeId)]);
		if (!take.ok) return this.#fail(take.failure);
		if (!stored.ok) return this.#fail(stored.failure);
		this.take = take.value;
		this.tracked = isTracked(take.value);
		const live = stored.value?.restsOn === 'live';
		if (live && stored.value?.report.rulesVersion === RULES_VERSION) this.first = stored.value.report;
		if (take.value.state === 'recorded' || take.value.state === 'recording') return this.#track();
		// A take that went on without hands keeps what was found before.
		const track = await readTrack(this.takeId);
		if (!track.ok) return this.#fail(track.failure);
		this.frames = track.value?.frames ?? null;
		if (!this.frames) this.tracked = false;
		if (live || stored.value?.report.rulesVersion !== RULES_VERSION) return this.#measure();
		this.report = stored.value.report;
		this.phase = 'done';
	}

	/** One pass of one take at a time in all tabs: another tab that has it is waited for, and what it made is taken. */
	async #track(): Promise<void> {
		this.#begin('tracking');
		const { signal } = (this.#leaveQueue = new AbortController());
		const alone = navigator.locks.request(`handloom-pass/${this.takeId}`, { signal }, () => this.#trackUntilDone());
		// Cancelled while another tab had it.
		const outcome = await alone.catch((error: unknown) => {
			if (signal.aborted) return ok('stopped' as const);
			throw error;
		});
		if (!outcome.ok) return this.#fail(outcome.failure);
		if (outcome.value === 'stopped') {
			this.phase = 'stopped';
			return;
		}
		await this.#measure();
	}

	async #trackUntilDone(): Promise<Outcome<'done' | 'stopped'>> {
		const take = await getTake(this.takeId);
		if (!take.ok) return take;
		this.take = take.value;
		if (isTracked(take.value)) {
			const track = await readTrack(this.takeId);
			if (!track.ok) return track;
			if (track.value) return this.#useTrack(track.value.frames);
		}
		for (;;) {
			if (this.#held) await this.#untilReleased();
			if (this.#cancelled) return ok('stopped');
			const signal = this.#begin('tracking');
			const ended = await this.#pass(signal);
			if (!ended.ok) return ended;
			if (ended.value) break;
			// Held: it waits at the top and goes on after its last chunk.
			if (this.#cancelled) return ok('stopped');
		}
		// Now that every frame is known, sides can be decided from both directions.
		const { width, height } = this.take?.facts ?? { width: 1, height: 1 };
		const settled = await settleTrack(this.takeId, height / width);
		if (!settled.ok) return settled;
		const finished = await finishPass(this.takeId);
		return finished.ok ? this.#useTrack(finished.value) : finished;
	}

	#useTrack(frames: readonly TrackFrame[]): Outcome<'done'> {
		this.frames = frames;
		this.tracked = true;
		return ok('done');
	}

	#untilReleased(): Promise<void> {
		this.phase = 'held';
		return new Promise((resolve) => (this.#release = resolve));
	}

	/** One run of the pass, from the last stored chunk on. True: it came to the end. */
	async #pass(signal: AbortSignal): Promise<Outcome<boolean>> {
		const [blob, stored] = await Promise.all([this.#takeBlob(), readStoredPass(this.takeId)]);
		if (!blob.ok) return blob;
		if (!stored.ok) return stored;
		const chosen = await choosePassEngine(blob.value, {
			inputMirrored: this.take?.facts?.mirroredFile ?? false,
			stored: stored.value?.maker ?? null,
			middleUs: (this.take?.durationUs ?? 0) / 2,
			onTrial: () => (this.choosing = true),
			signal
		});
		this.choosing = false;
		if (!chosen.ok || !chosen.value) return chosen.ok ? ok(false) : chosen;
		const { engine } = chosen.value;
		try {
			return await this.#passWith(chosen.value, blob.value, chosen.value.goesOn ? stored.value : null, signal);
		} finally {
			engine.close();
		}
	}

	async #passWith(
		chosen: ChosenEngine,
		blob: Blob,
		from: StoredPass | null,
		signal: AbortSignal
	): Promise<Outcome<boolean>> {
		const begun = await beginPass(this.takeId, from?.seq ?? 0);
		if (!begun.ok) return begun;
		let frames: TrackFrame[] = from?.frames ?? [];
		this.frames = frames.length > 0 ? frames : null;
		this.framesDone = frames.length;
		const passed = await chosen.engine.runPass(
			blob,
			{
				onChunk: async (chunk) => {
					const saved = await writePassChunk(this.takeId, chosen.maker(chunk.maker), chunk);
					// Replaced, never changed: whoever draws it sees that it is longer.
					if (saved.ok) this.frames = frames = [...frames, ...unpackTrack(chunk.packed)];
					return saved;
				},
				onProgress: (progress) => {
					const total = this.take?.frameCount ?? 0;
					this.framesDone = progress.frames;
					this.share = total > 0 ? Math.min(1, progress.frames / total) : (progress.share ?? 0);
					this.secondsLeft = total > 0 ? secondsForFrames(total - progress.frames, progress.recentMs) : null;
				},
				signal
			},
			from && {
				seq: from.seq,
				frames: from.frames.length,
				framesWithHand: from.frames.filter(({ hands }) => hands.length > 0).length,
				lastChunk: from.lastChunk
			}
		);
		return passed.ok ? ok(passed.value.complete) : passed;
	}

	async #takeBlob(): Promise<Outcome<Blob>> {
		if (this.#blob) return ok(this.#blob);
		const blob = await takeBlob(this.takeId);
		if (blob.ok) this.#blob = blob.value;
		return blob;
	}

	async #measure(): Promise<void> {
		const signal = this.#begin('measuring');
		const blob = await this.#takeBlob();
		if (!blob.ok) return this.#fail(blob.failure);
		const frames = this.tracked ? this.frames : null;
		const times = await frameTimes(this.takeId);
		if (!times.ok && !frames) return this.#fail(times.failure);
		const timesUs = times.ok ? times.value : Float64Array.from(frames!, ({ ptsUs }) => ptsUs);
		const plan = planLooks(timesUs, frames, LOOKS_PER_SECOND, aspectOf(this.take));
		const beganMs = performance.now();
		const looks: Outcome<FrameLook[]> = await lookAtTake(blob.value, plan, {
			onProgress: (share) => {
				this.share = share;
				const tookS = (performance.now() - beganMs) / 1000;
				this.secondsLeft = tookS > 1 && share > 0.02 ? (tookS / share) * (1 - share) : null;
			},
			signal
		});
		if (signal.aborted) {
			this.phase = 'stopped';
			return;
		}
		if (!looks.ok) return this.#fail(looks.failure);
		const declared = await readDeclared();
		if (!declared.ok) return this.#fail(declared.failure);
		const report = judgeRecorded(this.take, builtInProgramme, declared.value, {
			timesUs,
			durationUs: this.take?.durationUs || (timesUs.at(-1) ?? 0),
			frames,
			looks: looks.value,
			stillLook: StillLook.safeParse(this.take?.facts?.['stillLook']).data ?? null
		});
		// Erased meanwhile: there is nothing to say about it.
		const still = await getTake(this.takeId);
		const saved = still.ok ? await saveQuality(this.takeId, report, looks.value) : still;
		if (!saved.ok) return this.#fail(saved.failure);
		this.report = report;
		this.phase = 'done';
	}

	#begin(phase: 'tracking' | 'measuring'): AbortSignal {
		this.phase = phase;
		this.failure = null;
		this.report = null;
		this.share = 0;
		this.framesDone = 0;
		this.secondsLeft = null;
		this.#abort = new AbortController();
		return this.#abort.signal;
	}

	#fail(failure: Failure): void {
		this.failure = failure;
		this.phase = 'failed';
	}
}
