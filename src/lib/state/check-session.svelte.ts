import { readDeclared } from '$lib/adapters/store/declared.ts';
import { readQuality, saveDisagreement, saveQuality } from '$lib/adapters/store/quality.ts';
import { frameTimes, getTake, takeBlob, updateTake } from '$lib/adapters/store/takes.ts';
import { clearTrack, readTrack, writeChunk } from '$lib/adapters/store/tracks.ts';
import { openFrames } from '$lib/adapters/workers/frames-port.ts';
import { LandmarksPort } from '$lib/adapters/workers/landmarks-port.ts';
import { lookAtTake } from '$lib/adapters/workers/quality-port.ts';
import { builtInProgramme } from '$lib/domain/programme/built-in.ts';
import { aspectOf, judgeRecorded } from '$lib/domain/quality/judge-recorded.ts';
import { RULES_VERSION } from '$lib/domain/quality/judge-take.ts';
import { planLooks } from '$lib/domain/quality/measure-look.ts';
import type { Failure, Outcome } from '$lib/failure/failure.ts';
import type { TakeId } from '$lib/schema/ids.ts';
import { StillLook } from '$lib/schema/probe.ts';
import type { FrameLook, QualityReport } from '$lib/schema/quality.ts';
import type { Take } from '$lib/schema/take.ts';
import type { TrackFrame } from '$lib/schema/track.ts';
import { Player } from './player.svelte.ts';

/** Pictures that are looked at for light and sharpness, a second. */
const LOOKS_PER_SECOND = 5;

/**
 * The check of one take. Saved: landmarks (chunk by chunk), the report, the worker's words. This tab only: the rest.
 *
 *   opening ──► tracking ──► measuring ──► done          a take that has a report opens as done
 *      │           ├──cancel──► stopped ──► tracking | measuring
 *      └──► failed ◄┘ (a damaged take can only be filmed again; a failed tracker can be gone without)
 */
export class CheckSession {
	phase = $state<'opening' | 'tracking' | 'measuring' | 'done' | 'stopped' | 'failed'>('opening');
	take = $state.raw<Take | null>(null);
	player = $state.raw<Player | null>(null);
	/** Landmarks of every frame; null while there are none. */
	frames = $state.raw<readonly TrackFrame[] | null>(null);
	report = $state.raw<QualityReport | null>(null);
	disagreement = $state.raw<string | null>(null);
	failure = $state.raw<Failure | null>(null);
	/** 0..1 of the step that runs. */
	share = $state(0);
	framesDone = $state(0);
	secondsLeft = $state<number | null>(null);

	readonly durationUs = $derived(this.#duration());
	readonly canGoWithoutHands = $derived(this.#canGoWithoutHands());
	readonly hasHandRules = $derived(this.#handRules());

	#takeId: TakeId;
	#blob: Blob | null = null;
	/** Index of `frames` by time. Replaced together with it; nothing waits for its changes. */
	// eslint-disable-next-line svelte/prefer-svelte-reactivity
	#byTime: ReadonlyMap<number, TrackFrame> = new Map();
	#abort: AbortController | null = null;
	#beganMs = 0;
	#closed = false;

	constructor(takeId: TakeId) {
		this.#takeId = takeId;
	}

	#duration(): number {
		return this.take?.durationUs || (this.player?.frames.endUs ?? 0);
	}
	#canGoWithoutHands(): boolean {
		return this.phase === 'stopped' || (this.phase === 'failed' && this.player !== null);
	}
	#handRules(): boolean {
		return this.report?.results.some((result) => result.measuredOn === 'landmarks') ?? false;
	}

	/** Opens the take and does what is still to be done. Again after a failure. */
	start = async (): Promise<void> => {
		this.phase = 'opening';
		this.failure = null;
		const take = await getTake(this.#takeId);
		if (!take.ok) return this.#fail(take.failure);
		this.take = take.value;
		const stored = await readQuality(this.#takeId);
		if (!stored.ok) return this.#fail(stored.failure);
		this.disagreement = stored.value?.disagreement ?? null;
		if (!(await this.#open())) return;
		if (take.value.state === 'recorded' || take.value.state === 'recording') return this.track();
		const track = await readTrack(this.#takeId);
		if (!track.ok) return this.#fail(track.failure);
		this.#useFrames(track.value?.frames ?? null);
		if (stored.value?.report.rulesVersion !== RULES_VERSION) return this.measure();
		this.report = stored.value.report;
		this.phase = 'done';
		await this.#showWorst();
	};

	async #open(): Promise<boolean> {
		if (this.player) return true;
		const blob = await takeBlob(this.#takeId);
		const source = blob.ok ? await openFrames(blob.value) : blob;
		if (!blob.ok || !source.ok) {
			if (!source.ok) this.#fail(source.failure);
			return false;
		}
		if (this.#closed) {
			source.value.close();
			return false;
		}
		this.#blob = blob.value;
		this.player = new Player(source.value);
		void this.player.seek(0);
		return true;
	}

	/** The thorough pass over every frame, from the start: a pass that was broken off left no memory of the hands it followed. */
	track = async (): Promise<void> => {
		const signal = this.#begin('tracking');
		const cleared = await clearTrack(this.#takeId, 'model');
		if (!cleared.ok) return this.#fail(cleared.failure);
		const port = new LandmarksPort({ inputMirrored: this.take?.facts?.mirroredFile ?? false });
		const passed = await port.runPass(this.#blob!, {
			onChunk: (chunk, maker) => writeChunk(this.#takeId, 'model', maker, chunk),
			onProgress: ({ frames, share }) => {
				this.framesDone = frames;
				this.#progress(share ?? frames / Math.max(1, this.take?.frameCount ?? 1));
			},
			signal
		});
		port.close();
		if (!passed.ok || !passed.value.complete) {
			await clearTrack(this.#takeId, 'model');
			if (!passed.ok) this.#fail(passed.failure);
			else this.phase = 'stopped';
			return;
		}
		const saved = await updateTake(this.#takeId, { state: 'tracked' });
		if (!saved.ok) return this.#fail(saved.failure);
		const track = await readTrack(this.#takeId);
		if (!track.ok) return this.#fail(track.failure);
		this.#useFrames(track.value?.frames ?? null);
		await this.measure();
	};

	/** Light and sharpness, then the rules, then the report on the disk. Without landmarks the rules on hands are left out. */
	measure = async (): Promise<void> => {
		const signal = this.#begin('measuring');
		const times = await frameTimes(this.#takeId);
		const timesUs = times.ok ? times.value : this.player!.frames.timesUs;
		const plan = planLooks(timesUs, this.frames, LOOKS_PER_SECOND, aspectOf(this.take));
		const looks: Outcome<FrameLook[]> = await lookAtTake(this.#blob!, plan, {
			onProgress: (share) => this.#progress(share),
			signal
		});
		if (signal.aborted) {
			this.phase = 'stopped';
			return;
		}
		if (!looks.ok) return this.#fail(looks.failure);
		const report = judgeRecorded(this.take, builtInProgramme, await readDeclared(), {
			timesUs,
			durationUs: this.durationUs,
			frames: this.frames,
			looks: looks.value,
			stillLook: StillLook.safeParse(this.take?.facts?.['stillLook']).data ?? null
		});
		const saved = await saveQuality(this.#takeId, report, looks.value);
		if (!saved.ok) return this.#fail(saved.failure);
		this.report = report;
		this.phase = 'done';
		await this.#showWorst();
	};

	cancel = (): void => this.#abort?.abort();

	/** Shows the frame of a moment. */
	show = (ptsUs: number): void => void this.player?.seek(ptsUs);

	frameAt(ptsUs: number): TrackFrame | null {
		return this.#byTime.get(ptsUs) ?? null;
	}

	/** Saves the worker's words; none takes them back. True when saved. */
	disagree = async (words: string): Promise<boolean> => {
		const value = words.trim() || null;
		const saved = await saveDisagreement(this.#takeId, value);
		if (!saved.ok) {
			this.failure = saved.failure;
			return false;
		}
		this.disagreement = value;
		return true;
	};

	close(): void {
		this.#closed = true;
		this.cancel();
		this.player?.close();
	}

	#begin(phase: 'tracking' | 'measuring'): AbortSignal {
		this.phase = phase;
		this.failure = null;
		this.report = null;
		this.share = 0;
		this.framesDone = 0;
		this.secondsLeft = null;
		this.#beganMs = 0;
		this.#abort = new AbortController();
		if (this.#closed) this.#abort.abort();
		return this.#abort.signal;
	}

	/** Time left counts from the first progress: loading the model says nothing about the frames. */
	#progress(share: number): void {
		const nowMs = performance.now();
		if (this.#beganMs === 0) this.#beganMs = nowMs;
		this.share = share;
		const tookS = (nowMs - this.#beganMs) / 1000;
		this.secondsLeft = tookS > 1 && share > 0.02 ? (tookS / share) * (1 - share) : null;
	}

	#useFrames(frames: readonly TrackFrame[] | null): void {
		this.frames = frames;
		// eslint-disable-next-line svelte/prefer-svelte-reactivity
		this.#byTime = new Map(frames?.map((frame) => [frame.ptsUs, frame]));
	}

	/** The worst moment if there is one; else the middle, where a hand is most likely seen. */
	async #showWorst(): Promise<void> {
		const moment = this.report?.results.flatMap((result) => result.moments)[0];
		await this.player?.seek(moment ? (moment.startUs + moment.endUs) / 2 : this.durationUs / 2);
	}

	#fail(failure: Failure): void {
		this.failure = failure;
		this.phase = 'failed';
	}
}
