import { clearUpperBody, readUpperBody, writeUpperBody, type StoredBody } from '$lib/adapters/store/upper-body.ts';
import { findUpperBody } from '$lib/adapters/workers/upper-body-port.ts';
import { leaveOutHands } from '$lib/domain/upper-body/leave-out-hands.ts';
import { postureLanes } from '$lib/domain/upper-body/posture-lanes.ts';
import { postureSeries, type Posture } from '$lib/domain/upper-body/posture.ts';
import type { Failure } from '$lib/failure/failure.ts';
import type { TakeId } from '$lib/schema/ids.ts';
import type { TrackFrame } from '$lib/schema/track.ts';

/**
 * The upper body through one take, for whoever asks for it: nothing waits for it, and nothing of it is sent. Landmarks are
 * saved beside the take's others; lean and lift are made from them each time.
 *
 *   opening ──► none ──look──► looking ──► shown      shown ──remove──► none
 *      │          ▲               │ └──cancel, close──► none (nothing is kept)
 *      └──► shown └───────────────┴──► failed ──look──► looking
 */
export class UpperBodyLayer {
	phase = $state.raw<'opening' | 'none' | 'looking' | 'shown' | 'failed'>('opening');
	/** 0..1 of the take, while it is looked at. */
	share = $state(0);
	failure = $state.raw<Failure | null>(null);
	/** What was found, as it is stored. */
	#found = $state.raw<StoredBody | null>(null);
	/** Lean and lift of every picture that was looked at; empty until then. Hands that were taken for people are left out. */
	readonly series: readonly Posture[] = $derived.by(() => {
		if (!this.#found) return [];
		const { looks, frame } = this.#found;
		return postureSeries(leaveOutHands(looks, this.#track() ?? [], frame.height / frame.width), frame);
	});
	readonly lanes = $derived(postureLanes(this.series));
	/** Somebody was looked for, and not one shoulder was seen. */
	readonly nobody = $derived(this.phase === 'shown' && !this.lanes.lean && !this.lanes.lift);
	#takeId: TakeId;
	#clip: Blob;
	#track: () => readonly TrackFrame[] | null;
	#abort: AbortController | null = null;

	/** `track`: the hands of the take, as far as they are found. */
	constructor(takeId: TakeId, clip: Blob, track: () => readonly TrackFrame[] | null) {
		this.#takeId = takeId;
		this.#clip = clip;
		this.#track = track;
	}

	/** Shows what was found on another day. */
	open = async (): Promise<void> => {
		const stored = await readUpperBody(this.#takeId);
		if (!stored.ok) this.#refuse(stored.failure);
		else if (stored.value) this.#show(stored.value);
		else this.phase = 'none';
	};

	look = async (): Promise<void> => {
		if (this.phase === 'looking') return;
		this.phase = 'looking';
		this.failure = null;
		this.share = 0;
		const { signal } = (this.#abort = new AbortController());
		const found = await findUpperBody(this.#clip, { onProgress: (share) => (this.share = share), signal });
		if (signal.aborted) {
			this.phase = 'none';
			return;
		}
		if (!found.ok) return this.#refuse(found.failure);
		const { looks, frame, maker } = found.value;
		const saved = await writeUpperBody(this.#takeId, { looks, frame, maker });
		if (!saved.ok) return this.#refuse(saved.failure);
		this.#show({ looks, frame, maker });
	};

	cancel = (): void => this.#abort?.abort();

	/** Erases what was found. */
	remove = async (): Promise<void> => {
		const cleared = await clearUpperBody(this.#takeId);
		if (!cleared.ok) return this.#refuse(cleared.failure);
		this.#found = null;
		this.phase = 'none';
	};

	close(): void {
		this.cancel();
	}

	#show(found: StoredBody): void {
		this.#found = found;
		this.phase = 'shown';
	}

	#refuse(failure: Failure): void {
		this.failure = failure;
		this.phase = 'failed';
	}
}
