import { sha256 } from '$lib/adapters/keys/sha256.ts';
import { bothDetectors } from '$lib/adapters/rendition/face-detector.ts';
import type { RenditionProgress } from '$lib/adapters/rendition/make-rendition.ts';
import { prepareRendition, queueSubmission } from '$lib/adapters/rendition/prepare-submission.ts';
import { takeInputs, type TakeInputs } from '$lib/adapters/rendition/take-inputs.ts';
import { latestConsent, type KeptConsent } from '$lib/adapters/store/consents.ts';
import type { RenditionRow } from '$lib/adapters/store/db.ts';
import { getTake } from '$lib/adapters/store/takes.ts';
import { kickSync } from '$lib/adapters/sync/outbox.ts';
import { builtInProgramme } from '$lib/domain/programme/built-in.ts';
import { unpackTrack1 } from '$lib/domain/hands/pack-track-1.ts';
import { grantedPurposes } from '$lib/domain/rights/consent.ts';
import { AnnotationSnapshot } from '$lib/schema/annotation.ts';
import type { Failure } from '$lib/failure/failure.ts';
import type { TakeId } from '$lib/schema/ids.ts';
import type { FileRole } from '$lib/schema/submission.ts';
import type { TrackFrame } from '$lib/schema/track.ts';
import type { TakeCheck } from './take-check.svelte.ts';
import type { TakeChecks } from './take-checks.svelte.ts';

/** Where each stage begins and ends on the bar: looking for faces takes longest. */
const STAGES = { faces: [0, 0.5], again: [0.5, 0.75], video: [0.75, 1] } as const;
/** States in which the take is on its way or there: nothing to make, nothing to press. */
const GONE = new Set(['queued', 'sending', 'stored', 'accepted']);

/**
 * The page on which a take is submitted.
 *
 *   waiting ──► reading ──► making ──► ready ──submit──► queued      waiting: hands are still being found
 *                  │           └─cancel─► stopped ──make──► making
 *                  ├──► gone (already submitted)
 *                  └──► failed ──make──► reading
 */
export class SubmitSession {
	readonly programme = builtInProgramme;
	phase = $state<'waiting' | 'reading' | 'making' | 'stopped' | 'ready' | 'queued' | 'gone' | 'failed'>('reading');
	failure = $state.raw<Failure | null>(null);
	progress = $state.raw<RenditionProgress | null>(null);
	inputs = $state.raw<TakeInputs | null>(null);
	row = $state.raw<RenditionRow | null>(null);
	consent = $state.raw<KeptConsent | null>(null);
	/** The video that would leave, as an address for a player. */
	videoUrl = $state<string | null>(null);
	landmarks = $state.raw<TrackFrame[]>([]);
	/** Labels as they would leave: clipped to the kept range. */
	labels = $state.raw<AnnotationSnapshot | null>(null);
	queueing = $state(false);

	readonly bytes = $derived(this.row?.files.reduce((sum, { file }) => sum + file.byteLength, 0) ?? 0);
	readonly granted = $derived(grantedPurposes(this.consent?.event ?? null));
	readonly share = $derived.by(() => {
		if (!this.progress) return 0;
		const { stage, done, total } = this.progress;
		const part = Math.min(1, done / Math.max(1, total));
		const [from, to] = STAGES[stage];
		return from + part * (to - from);
	});
	#takeId: TakeId;
	#making: AbortController | null = null;

	/** The work that finds the hands of this take. */
	readonly check: TakeCheck;
	#checks: TakeChecks;

	constructor(takeId: TakeId, checks: TakeChecks) {
		this.#takeId = takeId;
		this.#checks = checks;
		this.check = checks.of(takeId);
	}

	/** Reads the take and makes its rendition, or takes the one that was made before. */
	make = async (): Promise<void> => {
		if (this.#making) return;
		const making = new AbortController();
		this.#making = making;
		this.phase = 'reading';
		this.failure = null;
		this.progress = null;
		try {
			await this.#make(making.signal);
		} finally {
			this.#making = null;
		}
	};

	async #make(signal: AbortSignal): Promise<void> {
		const take = await getTake(this.#takeId);
		if (take.ok && (take.value.state === 'recorded' || this.check.working)) {
			this.phase = 'waiting';
			await this.#checks.ensure(this.#takeId);
			if (signal.aborted) return;
			this.phase = 'reading';
		}
		const inputs = await takeInputs(this.#takeId, this.programme.rendition);
		if (!inputs.ok) return this.#fail(inputs.failure);
		this.inputs = inputs.value;
		if (GONE.has(inputs.value.take.state)) {
			this.phase = 'gone';
			return;
		}
		const consent = await this.#currentConsent();
		if (signal.aborted) return;
		this.phase = 'making';
		const made = await prepareRendition(
			inputs.value,
			this.programme,
			consent,
			bothDetectors,
			(progress) => (this.progress = progress),
			signal
		);
		if (signal.aborted) return;
		if (!made.ok) return this.#fail(made.failure);
		if (!made.value) return;
		await this.#show(made.value);
	}

	/** Choices made under other terms do not hold. */
	async #currentConsent(): Promise<KeptConsent | null> {
		const kept = await latestConsent(this.programme.id);
		if (!kept.ok) {
			this.failure = kept.failure;
			return null;
		}
		const same = kept.value?.event.termsSha256 === (await sha256(this.programme.terms.text));
		this.consent = same ? kept.value : null;
		return this.consent;
	}

	async #show(row: RenditionRow): Promise<void> {
		this.landmarks = unpackTrack1(await (await this.#blobOf(row, 'landmarks')).arrayBuffer());
		this.labels = AnnotationSnapshot.parse(JSON.parse(await (await this.#blobOf(row, 'annotation')).text()));
		this.#forgetVideo();
		this.videoUrl = URL.createObjectURL(await this.#blobOf(row, 'video'));
		this.row = row;
		this.phase = 'ready';
	}

	async #blobOf(row: RenditionRow, role: FileRole): Promise<Blob> {
		const packed = row.files.find(({ file }) => file.role === role)!;
		return new Blob(packed.blobs, { type: packed.file.mediaType });
	}

	cancel = (): void => {
		this.#making?.abort();
		this.#making = null;
		this.phase = 'stopped';
	};

	/** Signs and queues. True: the outbox has it, whatever the network does. */
	submit = async (): Promise<boolean> => {
		if (!this.inputs || !this.row || !this.consent || this.queueing) return false;
		this.queueing = true;
		const queued = await queueSubmission(this.inputs, this.row, this.consent, this.programme);
		this.queueing = false;
		if (!queued.ok) {
			this.failure = queued.failure;
			return false;
		}
		this.phase = 'queued';
		kickSync();
		return true;
	};

	#fail(failure: Failure): void {
		this.failure = failure;
		this.phase = 'failed';
	}

	#forgetVideo(): void {
		if (this.videoUrl) URL.revokeObjectURL(this.videoUrl);
		this.videoUrl = null;
	}

	close(): void {
		this.#making?.abort();
		this.#forgetVideo();
	}
}
