import {
	forgetGripExample,
	readGripExamples,
	saveGripExample,
	type StoredExample
} from '$lib/adapters/store/grip-examples.ts';
import { isGripGroup } from '$lib/domain/annotation/feix.ts';
import { accuracyLately } from '$lib/domain/grip-guess/accuracy.ts';
import { guessGroups, type Guess } from '$lib/domain/grip-guess/guess.ts';
import { poseOver, type Pose } from '$lib/domain/grip-guess/pose-features.ts';
import type { GripSegment } from '$lib/schema/annotation.ts';
import type { SegmentId } from '$lib/schema/ids.ts';
import { untrack } from 'svelte';
import type { LabelSession } from './label-session.svelte.ts';
import type { Notices } from './notices.svelte.ts';

/**
 * What the selected grip most looks like, and what is learnt when it is left: the name that it has then is an example, by
 * this person, on this device. Only guesses: nothing here changes the document.
 */
export class GripGuesses {
	/** Null until they are read. */
	examples = $state.raw<readonly StoredExample[] | null>(null);
	#session: LabelSession;
	#notices: Notices;

	readonly #grip: GripSegment | null = $derived.by(() => {
		const { selected } = this.#session;
		return selected?.kind === 'grip' ? selected : null;
	});
	readonly #pose: Pose | null = $derived.by(() => (this.#grip ? this.#poseOf(this.#grip) : null));
	/** Best first; none where the hand is not seen, or before the examples are read. A grip never speaks for itself. */
	readonly guesses: readonly Guess[] = $derived.by(() => {
		if (!this.#pose || !this.examples || !this.#grip) return [];
		const { id } = this.#grip;
		return guessGroups(
			this.#pose,
			this.examples.filter(({ segmentId }) => segmentId !== id)
		);
	});
	readonly lately = $derived(accuracyLately(this.examples ?? []));

	/** Made while a component starts, and follows the session for as long as that component lives. */
	constructor(session: LabelSession, notices: Notices) {
		this.#session = session;
		this.#notices = notices;
		$effect(() => untrack(() => void this.#load()));
		let left: { id: SegmentId; guessed: string | null } | null = null;
		$effect(() => {
			const id = this.#grip?.id ?? null;
			const guessed = this.guesses[0]?.group ?? null;
			untrack(() => {
				if (left && left.id !== id) void this.#learn(left.id, left.guessed);
				left = id && { id, guessed };
			});
		});
	}

	async #load(): Promise<void> {
		const read = await readGripExamples();
		if (read.ok) this.examples = read.value;
		else this.#notices.fail(read.failure);
	}

	#poseOf({ side, startUs, endUs }: GripSegment): Pose | null {
		const { track, player } = this.#session;
		return track && player ? poseOver(track, side, { startUs, endUs }, player.height / player.width) : null;
	}

	/** A grip was left: what it is called now is an example; one that is gone or has no group any more is none. */
	async #learn(segmentId: SegmentId, guessed: string | null): Promise<void> {
		if (!this.examples) return;
		const { docId, doc } = this.#session;
		const grip = doc.segments.get(segmentId);
		const before = this.examples.find((one) => one.segmentId === segmentId && one.docId === docId);
		const others = this.examples.filter((one) => one !== before);
		const pose = grip?.kind === 'grip' ? this.#poseOf(grip) : null;
		if (grip?.kind !== 'grip' || !isGripGroup(grip.grip) || !pose) {
			if (!before) return;
			this.examples = others;
			this.#report(await forgetGripExample(docId, segmentId));
			return;
		}
		if (before?.group === grip.grip) return;
		const example: StoredExample = {
			docId,
			segmentId,
			group: grip.grip,
			guessed: before ? before.guessed : guessed,
			atMs: before?.atMs ?? Date.now(),
			pose
		};
		this.examples = [...others, example];
		this.#report(await saveGripExample(example));
	}

	#report(outcome: Awaited<ReturnType<typeof saveGripExample>>): void {
		if (!outcome.ok) this.#notices.fail(outcome.failure);
	}
}
