import { readQuality, saveDisagreement } from '$lib/adapters/store/quality.ts';
import { getTake, takeBlob } from '$lib/adapters/store/takes.ts';
import { openFrames } from '$lib/adapters/workers/frames-port.ts';
import type { Failure } from '$lib/failure/failure.ts';
import type { TakeId } from '$lib/schema/ids.ts';
import type { QualityReport, Verdict } from '$lib/schema/quality.ts';
import type { Take } from '$lib/schema/take.ts';
import type { TrackFrame } from '$lib/schema/track.ts';
import { Player } from './player.svelte.ts';
import { TakeCheck } from './take-check.svelte.ts';
import type { TakeChecks } from './take-checks.svelte.ts';

/**
 * The page that shows the check of one take: its picture, and the work on it (`TakeCheck`), which goes on when the page is
 * left. Without `checks` (practice) the work belongs to the page and ends with it.
 *
 *   opening ──► (phases of the work)
 *      └──► failed: a damaged take can only be filmed again
 */
export class CheckSession {
	take = $state.raw<Take | null>(null);
	player = $state.raw<Player | null>(null);
	disagreement = $state.raw<string | null>(null);
	readonly check: TakeCheck;

	readonly phase: 'opening' | 'tracking' | 'held' | 'measuring' | 'done' | 'stopped' | 'failed' = $derived.by(() => {
		if (this.#failure) return 'failed';
		return this.#opening || this.check.phase === 'idle' ? 'opening' : this.check.phase;
	});
	readonly failure: Failure | null = $derived.by(() => this.#failure ?? this.check.failure ?? this.#notSaved);
	/** Landmarks so far; null while there are none. */
	readonly frames: readonly TrackFrame[] | null = $derived.by(() => this.check.frames);
	/** What the take is judged to be so far. */
	readonly report: QualityReport | null = $derived.by(() => this.check.report ?? this.check.first);
	/** It rests on what was seen while filming; the pass may still change it. */
	readonly isFirst: boolean = $derived.by(() => this.check.report === null && this.check.first !== null);
	/** What the first verdict was, where every frame said something else. */
	readonly changedFrom: Verdict | null = $derived.by(() => {
		const { report, first } = this.check;
		return report && first && report.verdict !== first.verdict ? first.verdict : null;
	});
	readonly durationUs: number = $derived.by(() => this.take?.durationUs || (this.player?.frames.endUs ?? 0));
	readonly canGoWithoutHands: boolean = $derived(
		this.phase === 'stopped' || (this.phase === 'failed' && this.player !== null)
	);
	readonly hasHandRules: boolean = $derived(
		this.report?.results.some((result) => result.measuredOn === 'landmarks') ?? false
	);

	#failure = $state.raw<Failure | null>(null);
	#notSaved = $state.raw<Failure | null>(null);
	#opening = $state(true);
	// eslint-disable-next-line svelte/prefer-svelte-reactivity -- made anew, never changed
	readonly #byTime = $derived(new Map(this.frames?.map((frame) => [frame.ptsUs as number, frame])));
	#checks: TakeChecks | null;
	#closed = false;

	constructor(takeId: TakeId, checks: TakeChecks | null) {
		this.#checks = checks;
		this.check = checks?.of(takeId) ?? new TakeCheck(takeId);
	}

	/** Opens the take and does what is still to be done. Again after a failure. */
	start = async (): Promise<void> => {
		this.#opening = true;
		this.#failure = null;
		const opened = await this.#open();
		this.#opening = false;
		if (!opened) return;
		await this.#do((check) => check.run());
	};

	/** The pass, after what is stored of it. */
	track = (): Promise<void> => this.#do((check) => check.track());
	/** The check without hands. */
	measure = (): Promise<void> => this.#do((check) => check.measure());
	cancel = (): void => this.check.cancel();

	async #do(work: (check: TakeCheck) => Promise<void>): Promise<void> {
		// Left before it began: whoever opens the take next begins it.
		if (this.#closed) return;
		await (this.#checks ? this.#checks.first(this.check, work) : work(this.check));
		if (this.phase === 'done') await this.#showWorst();
	}

	async #open(): Promise<boolean> {
		const { takeId } = this.check;
		const [take, stored] = await Promise.all([getTake(takeId), readQuality(takeId)]);
		if (!take.ok) return this.#fail(take.failure);
		this.take = take.value;
		if (!stored.ok) return this.#fail(stored.failure);
		this.disagreement = stored.value?.disagreement ?? null;
		if (this.player) return true;
		const blob = await takeBlob(takeId);
		const source = blob.ok ? await openFrames(blob.value) : blob;
		if (!source.ok) return this.#fail(source.failure);
		if (this.#closed) {
			source.value.close();
			return false;
		}
		this.player = new Player(source.value);
		void this.player.seek(0);
		return true;
	}

	/** Shows the frame of a moment. */
	show = (ptsUs: number): void => void this.player?.seek(ptsUs);

	frameAt(ptsUs: number): TrackFrame | null {
		return this.#byTime.get(ptsUs) ?? null;
	}

	/** Saves the worker's words; none takes them back. True when saved. */
	disagree = async (words: string): Promise<boolean> => {
		const value = words.trim() || null;
		const saved = await saveDisagreement(this.check.takeId, value);
		this.#notSaved = saved.ok ? null : saved.failure;
		if (saved.ok) this.disagreement = value;
		return saved.ok;
	};

	close(): void {
		this.#closed = true;
		if (!this.#checks) this.cancel();
		this.player?.close();
	}

	/** The worst moment if there is one; else the middle, where a hand is most likely seen. */
	async #showWorst(): Promise<void> {
		if (this.#closed) return;
		const moment = this.report?.results.flatMap((result) => result.moments)[0];
		await this.player?.seek(moment ? (moment.startUs + moment.endUs) / 2 : this.durationUs / 2);
	}

	#fail(failure: Failure): false {
		this.#failure = failure;
		return false;
	}
}
