import { keptPieces, keptUs, removedSpans } from '$lib/domain/annotation/kept-pieces.ts';
import type { Edit } from '$lib/domain/annotation/edit.ts';
import type { Span } from '$lib/domain/annotation/lanes.ts';
import { loopSpans } from '$lib/domain/annotation/loop-spans.ts';
import { planCutOut, planMoveCut, planPutBack } from '$lib/domain/annotation/plan-cut-out.ts';
import { frameEndAt } from '$lib/domain/time/frame-times.ts';
import type { Cut } from '$lib/schema/annotation.ts';
import type { PtsUs } from '$lib/schema/time.ts';
import { ptsUs } from '$lib/schema/units.ts';
import type { LabelSession } from './label-session.svelte.ts';

/**
 * What is kept of the clip, and the piece that is being marked to be cut out. Each cut is one edit of the person's labels; the
 * frames stay until the person removes them for good.
 *
 *   none ──here──► marking (from a frame on) ──here──► one cut / ──cancel──► none
 */
export class CutOut {
	/** First frame of the piece that is being marked. */
	fromUs = $state.raw<PtsUs | null>(null);
	#session: LabelSession;
	/** What is kept, in order; one piece at least, unless a merge left nothing. */
	readonly pieces: readonly Span[] = $derived.by(() => this.#pieces());
	readonly removed: readonly Span[] = $derived.by(() => removedSpans(this.pieces, this.#session.whole));
	readonly keptUs: number = $derived(keptUs(this.pieces));
	/** Cuts in the middle, in order, with the key by which each is put back. */
	readonly cuts: readonly { key: string; cut: Cut }[] = $derived.by(() =>
		[...this.#session.shown.cuts].map(([key, cut]) => ({ key, cut })).sort((a, b) => a.cut.startUs - b.cut.startUs)
	);
	/** What is being marked, from the marked frame to the one on screen. */
	readonly marked: Span | null = $derived.by(() => this.#marked());

	constructor(session: LabelSession) {
		this.#session = session;
	}

	#pieces(): readonly Span[] {
		const { shown, whole } = this.#session;
		return keptPieces({ trim: shown.trim, cuts: shown.cuts.values() }, whole);
	}

	#marked(): Span | null {
		const player = this.#session.player;
		if (this.fromUs === null || !player) return null;
		const [startUs, lastUs] = this.fromUs <= player.nowUs ? [this.fromUs, player.nowUs] : [player.nowUs, this.fromUs];
		return { startUs, endUs: frameEndAt(player.frames, lastUs) };
	}

	/** The first frame of a piece, and on the second call its last one: it is cut out. */
	here = async (): Promise<void> => {
		const { player, doc, whole } = this.#session;
		if (!player) return;
		const { marked } = this;
		if (!marked) {
			player.pause();
			this.fromUs = player.nowUs;
			return;
		}
		this.fromUs = null;
		await this.#session.edit(planCutOut(doc, marked, whole, this.#leastUs(player.frames.endUs)));
	};
	cancel = (): void => {
		this.fromUs = null;
	};

	putBack = (key: string): Promise<void> => this.#session.edit(planPutBack(this.#session.doc, key));

	/** The edit that puts an edge of a cut at the border between frames nearest to `us`. */
	movePlan = (key: string, edge: 'start' | 'end', us: number): Edit[] => {
		const { doc, whole, border, player } = this.#session;
		return planMoveCut(doc, key, edge, border(us), whole, this.#leastUs(player?.frames.endUs ?? ptsUs(0)));
	};

	/** Plays what is chosen again and again; once more: no longer. */
	loop = (): void => {
		const { player, selected, whole } = this.#session;
		if (!player) return;
		if (player.loop) player.setLoop(null);
		else player.setLoop(loopSpans(selected, this.pieces, whole, player.nowUs));
	};

	/** A frame. */
	#leastUs(endUs: PtsUs): number {
		return this.#session.player ? frameEndAt(this.#session.player.frames, 0) : endUs;
	}
}
