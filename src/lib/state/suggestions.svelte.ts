import { forgetAnswer, readAllAnswers, readAnswers, saveAnswer } from '$lib/adapters/store/suggestion-answers.ts';
import type { Edit } from '$lib/domain/annotation/edit.ts';
import { choiceNow } from '$lib/domain/suggest/answer-now.ts';
import { planAccept } from '$lib/domain/suggest/plan-accept.ts';
import { precisionOf, type Choice, type Precision } from '$lib/domain/suggest/precision.ts';
import { suggest } from '$lib/domain/suggest/suggest.ts';
import type { Suggestion } from '$lib/domain/suggest/suggestion.ts';
import { frameEndAt } from '$lib/domain/time/frame-times.ts';
import type { Outcome } from '$lib/failure/failure.ts';
import { m } from '$lib/paraglide/messages.js';
import type { SegmentId } from '$lib/schema/ids.ts';
import type { SuggestionAnswer } from '$lib/schema/suggestion.ts';
import { untrack } from 'svelte';
import { v7 as uuidv7 } from 'uuid';
import type { LabelSession } from './label-session.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import { answerNow, editsOf } from './suggestion-answer.ts';

/**
 * What the studio suggests on one clip, and what the person says to it. Answers are saved on this device; which one is
 * looked at belongs to this tab only.
 *
 *   open ──accept──► accepted ──undo──► open (taken back) ──redo──► accepted
 *     └──dismiss──► dismissed ──ask again──► open
 */
export class Suggestions {
	/** Null until they are read: nothing is asked that may have been answered. */
	answers = $state.raw<ReadonlyMap<string, SuggestionAnswer> | null>(null);
	/** Over everything on this device; null until it is counted. */
	precision = $state.raw<Precision | null>(null);
	#chosen = $state.raw<string | null>(null);
	#session: LabelSession;
	#notices: Notices;

	/** Every suggestion on the clip; none without a track. */
	readonly all: readonly Suggestion[] = $derived.by(() => {
		const { player, track, clip } = this.#session;
		if (!player || !track) return [];
		return suggest({
			frames: track,
			endUs: player.frames.endUs,
			aspect: player.height / player.width,
			palmRoseUs: clip?.palmRoseUs ?? null
		});
	});
	/** Those that are still to be answered and would change something. */
	readonly open: readonly Suggestion[] = $derived.by(() => {
		if (!this.answers) return [];
		return this.all.filter((one) => {
			const choice = this.#choiceOf(one.name);
			return choice !== 'accepted' && choice !== 'dismissed' && this.planOf(one, CHECK_ID).length > 0;
		});
	});
	readonly current: Suggestion | null = $derived(
		this.open.find(({ name }) => name === this.#chosen) ?? this.open[0] ?? null
	);
	/** Place of the current one among the open ones, 1 for the first. */
	readonly place: number = $derived(this.current ? this.open.indexOf(this.current) + 1 : 0);
	readonly dismissed: number = $derived(this.all.filter(({ name }) => this.#choiceOf(name) === 'dismissed').length);
	/** Nothing else wants the keys: no label is selected, growing or being corrected. */
	readonly asking: boolean = $derived.by(() => {
		const { mode, selected, hold } = this.#session;
		return mode === 'label' && selected === null && hold === null && this.current !== null;
	});

	/** Made while a component starts, and follows the session for as long as that component lives. */
	constructor(session: LabelSession, notices: Notices) {
		this.#session = session;
		this.#notices = notices;
		$effect(() => untrack(() => void this.load()));
		// An undo or a redo changes what earlier answers are worth; that is written down.
		$effect(() => {
			void session.doc;
			untrack(() => void this.follow());
		});
	}

	/** Reads what was answered before. */
	load = async (): Promise<void> => {
		const read = await readAnswers(this.#session.docId);
		if (read.ok) this.#replace(read.value);
		else this.#notices.fail(read.failure);
		await this.#count();
	};

	planOf = (suggestion: Suggestion, newId: SegmentId): Edit[] => {
		const { player, doc, whole, canTrim, border } = this.#session;
		if (!player) return [];
		const leastUs = frameEndAt(player.frames, 0);
		return planAccept(doc, suggestion, { clip: whole, leastUs, canTrim, border, newId });
	};

	/** Looks at one, and shows its place in the clip. */
	choose = (suggestion: Suggestion): void => {
		this.#chosen = suggestion.name;
		const at = suggestion.kind === 'trim_start' ? suggestion.endUs : suggestion.startUs;
		if (this.#session.player?.playing === 'still') void this.#session.player.seek(at);
	};

	/** The first press shows the place of the one in question; from then on each goes one further, round and round. */
	next = (): void => {
		const { open, current } = this;
		if (!current) return;
		const seen = this.#chosen === current.name;
		this.choose(seen ? open[(open.indexOf(current) + 1) % open.length]! : current);
	};

	accept = async (): Promise<void> => {
		const suggestion = this.current;
		if (!suggestion) return;
		const edits = this.planOf(suggestion, uuidv7() as SegmentId);
		this.#goOn(suggestion);
		await this.#session.edit(edits);
		await this.#save(suggestion, 'accepted', edits);
		this.#notices.say(m.suggest_done(), { undo: this.#session.undo });
	};

	dismiss = async (): Promise<void> => {
		const suggestion = this.current;
		if (!suggestion) return;
		this.#goOn(suggestion);
		await this.#save(suggestion, 'dismissed', []);
		// No undo here: Ctrl Z belongs to the labels. `askAgain` is the way back.
		this.#notices.say(m.suggest_not_done());
	};

	/** What was turned down on this clip is open again. */
	askAgain = (): Promise<void> =>
		this.#forget([...(this.answers?.values() ?? [])].flatMap((one) => (one.choice === 'dismissed' ? [one.name] : [])));

	/** Writes down what an undo or a redo has made of earlier answers. Called after every change of the document. */
	follow = async (): Promise<void> => {
		const changed = [...(this.answers?.values() ?? [])].flatMap((answer) => {
			const choice = this.#choiceOf(answer.name)!;
			return choice === answer.choice ? [] : [{ ...answer, choice }];
		});
		for (const answer of changed) await this.#put(answer);
		if (changed.length > 0) await this.#count();
	};

	#choiceOf(name: string): Choice | null {
		const answer = this.answers?.get(name);
		return answer ? choiceNow(answer.choice, editsOf(answer), this.#session.doc) : null;
	}

	/** The one after it is looked at next, so that a row of answers goes through the clip. */
	#goOn({ name }: Suggestion): void {
		const at = this.open.findIndex((one) => one.name === name);
		this.#chosen = this.open[at + 1]?.name ?? null;
	}

	async #save(suggestion: Suggestion, choice: Choice, edits: readonly Edit[]): Promise<void> {
		await this.#put(answerNow(this.#session.docId, suggestion, choice, edits));
		await this.#count();
	}

	/** On screen at once; a write that fails is said, and asked again after the next opening. */
	async #put(answer: SuggestionAnswer): Promise<void> {
		this.#replace([...(this.answers?.values() ?? [])].filter(({ name }) => name !== answer.name).concat(answer));
		this.#report(await saveAnswer(answer));
	}

	async #forget(names: readonly string[]): Promise<void> {
		this.#replace([...(this.answers?.values() ?? [])].filter(({ name }) => !names.includes(name)));
		for (const name of names) this.#report(await forgetAnswer(this.#session.docId, name));
		await this.#count();
	}

	#replace(list: readonly SuggestionAnswer[]): void {
		// eslint-disable-next-line svelte/prefer-svelte-reactivity -- made anew, never changed
		this.answers = new Map(list.map((answer) => [answer.name, answer]));
	}

	async #count(): Promise<void> {
		const read = await readAllAnswers();
		if (read.ok) this.precision = precisionOf(read.value);
		else this.#notices.fail(read.failure);
	}

	#report(outcome: Outcome<unknown>): void {
		if (!outcome.ok) this.#notices.fail(outcome.failure);
	}
}

/** Stands for the id that an accepted label will get, where only is asked whether there would be one. */
const CHECK_ID = '00000000-0000-7000-8000-000000000000' as SegmentId;
