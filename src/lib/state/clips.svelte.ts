import { liveQuery } from 'dexie';
import { reportUnexpected } from '$lib/adapters/report/report.ts';
import { saveFile } from '$lib/adapters/report/save-file.ts';
import { stopSending } from '$lib/adapters/rendition/prepare-submission.ts';
import { sentFiles, type SentFile } from '$lib/adapters/sync/sent-files.ts';
import { listTakes, playableBlob } from '$lib/adapters/store/takes.ts';
import {
	clipFilters,
	clipState,
	mayEraseOriginal,
	type ClipFilter,
	type ClipState
} from '$lib/domain/path/clip-state.ts';
import { builtInProgramme, taskOf } from '$lib/domain/programme/built-in.ts';
import type { Failure } from '$lib/failure/failure.ts';
import type { Take } from '$lib/schema/take.ts';
import { eraseWithUndo } from './erase-with-undo.ts';
import type { Notices } from './notices.svelte.ts';
import { Outbox } from './outbox.svelte.ts';

export type Clip = {
	take: Take;
	title: string;
	state: ClipState;
	/** The footage was erased, or is about to be. What was sent stays listed in `sent`. */
	originalGone: boolean;
	mayEraseOriginal: boolean;
	sent: SentFile[];
};

/** All takes of this device and where each of them is. Follows IndexedDB, so that sending shows as it goes. */
export class Clips {
	#takes = $state.raw<Take[]>([]);
	#outbox = new Outbox();
	#notices: Notices;
	#stop: () => void;
	filter = $state<ClipFilter>('all');
	ready = $state(false);
	failure = $state.raw<Failure | null>(null);

	readonly all = $derived(this.#takes.map((take) => this.#clipOf(take)));
	readonly shown = $derived(this.all.filter((clip) => clipFilters(clip.state).includes(this.filter)));
	readonly counts = $derived(
		this.all
			.flatMap((clip) => clipFilters(clip.state))
			.reduce<Partial<Record<ClipFilter, number>>>((sum, name) => ({ ...sum, [name]: (sum[name] ?? 0) + 1 }), {})
	);
	/** The newest take that the hub sent back. */
	readonly sentBack = $derived(this.all.find((clip) => clip.state.kind === 'sent_back') ?? null);

	constructor(notices: Notices) {
		this.#notices = notices;
		const subscription = liveQuery(() => listTakes()).subscribe({
			next: (listed) => {
				if (listed.ok) this.#takes = listed.value.filter((take) => take.state !== 'recording');
				else this.failure = listed.failure;
				this.ready = true;
			},
			error: (error) => reportUnexpected('clips', error)
		});
		this.#stop = () => subscription.unsubscribe();
	}

	#clipOf(take: Take): Clip {
		const title = taskOf(builtInProgramme, take.taskId)?.title ?? take.taskId;
		const row = this.#outbox.of(take.id);
		const state = clipState(take, row);
		const originalGone = Boolean(take.originalErasedAtMs ?? take['originalErasingSinceMs']);
		const mayErase = !originalGone && mayEraseOriginal(state, take, row?.receipt ?? null);
		return { take, title, state, originalGone, mayEraseOriginal: mayErase, sent: originalGone ? sentFiles(row) : [] };
	}

	erase = (clip: Clip, text: string): Promise<void> => eraseWithUndo(this.#notices, clip.take.id, text);

	/** Only what was filmed goes; the receipt and what was sent stay. */
	eraseOriginal = (clip: Clip, text: string): Promise<void> =>
		eraseWithUndo(this.#notices, clip.take.id, text, undefined, 'original');

	/** `text`: what to say when it is back on this device only. */
	stopSending = async (clip: Clip, text: string): Promise<void> => {
		const stopped = await stopSending(clip.take.id);
		if (!stopped.ok) this.#notices.fail(stopped.failure);
		else if (stopped.value) this.#notices.say(text);
	};

	sendAgain = async (clip: Clip): Promise<void> => {
		const again = await this.#outbox.again(clip.take.id);
		if (!again.ok) this.#notices.fail(again.failure);
	};

	/** The recording as it was made, untrimmed, to a file of the person's own. */
	download = async ({ take }: Clip): Promise<void> => {
		const bytes = await playableBlob(take.id);
		if (!bytes.ok) return this.#notices.fail(bytes.failure);
		const ending = bytes.value.type === 'video/webm' ? 'webm' : 'mp4';
		saveFile(`${take.taskId}-take-${take.number}.${ending}`, bytes.value);
	};

	/** The hub's signed receipt, to keep. */
	downloadReceipt = ({ take, state }: Clip): void => {
		const receipt = this.#outbox.of(take.id)?.receipt;
		if (receipt && state.kind !== 'here')
			saveFile(`${take.taskId}-take-${take.number}-receipt.jws`, new Blob([receipt], { type: 'application/jose' }));
	};

	close(): void {
		this.#stop();
		this.#outbox.close();
	}
}
