import { planKeepSides, planSwapSides } from '$lib/domain/annotation/plan-swap-sides.ts';
import { findSwaps, type SwapOffer } from '$lib/domain/hands/find-swaps.ts';
import { frameEndAt } from '$lib/domain/time/frame-times.ts';
import { swapKey } from '$lib/schema/annotation.ts';
import type { PtsUs } from '$lib/schema/time.ts';
import type { LabelSession } from './label-session.svelte.ts';

/**
 * Left and right exchanged: found by their jumps and offered, or marked by hand from one frame to another. Either way it
 * is one edit of the person's labels; the track stays as the model gave it.
 *
 *   none ──here──► marking (from a frame on) ──here──► one swap / ──cancel──► none
 */
export class SideRepair {
	/** First frame of the stretch that is being marked by hand. */
	fromUs = $state.raw<PtsUs | null>(null);
	/** Stretches that nobody has decided on, the first one first. */
	readonly offers: readonly SwapOffer[] = $derived.by(() => this.#offers());
	readonly offer: SwapOffer | null = $derived(this.offers[0] ?? null);
	#session: LabelSession;

	constructor(session: LabelSession) {
		this.#session = session;
	}

	#offers(): readonly SwapOffer[] {
		const { track, clip, player, doc } = this.#session;
		if (!track || !clip || !player) return [];
		const found = findSwaps(track, player.height / player.width, clip.inputMirrored);
		return found.filter(({ startUs, endUs }) => !doc.swaps.has(swapKey(startUs, endUs)));
	}

	/** Carries the offered repair out. */
	accept = async (): Promise<void> => {
		const { offer } = this;
		if (!offer) return;
		await this.#session.edit(planSwapSides(this.#session.doc, offer));
		void this.#session.player?.seek(offer.startUs);
	};
	/** The sides are right: this stretch is not offered again. */
	dismiss = async (): Promise<void> => {
		if (this.offer) await this.#session.edit(planKeepSides(this.#session.doc, this.offer));
	};
	show = (): void => {
		if (this.offer) void this.#session.player?.seek(this.offer.startUs);
	};

	/** The first wrong frame, and on the second call the last one: left and right change places from the one to the other. */
	here = async (): Promise<void> => {
		const player = this.#session.player;
		if (!player) return;
		const { fromUs } = this;
		if (fromUs === null) {
			player.pause();
			this.fromUs = player.nowUs;
			return;
		}
		this.fromUs = null;
		const [startUs, lastUs] = fromUs <= player.nowUs ? [fromUs, player.nowUs] : [player.nowUs, fromUs];
		const span = { startUs, endUs: frameEndAt(player.frames, lastUs) };
		await this.#session.edit(planSwapSides(this.#session.doc, span));
	};
	cancel = (): void => {
		this.fromUs = null;
	};
}
