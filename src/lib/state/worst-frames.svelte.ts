import { worstInWorker } from '$lib/adapters/workers/tracks-port.ts';
import { nextWorst, oddOf, type AnatomyResult, type FrameAnatomy } from '$lib/domain/quality/anatomy.ts';
import { frameAt } from '$lib/domain/time/frame-times.ts';
import { m } from '$lib/paraglide/messages.js';
import { correctionKey } from '$lib/schema/annotation.ts';
import type { TrackFrame } from '$lib/schema/track.ts';
import type { LabelSession } from './label-session.svelte.ts';
import type { Notices } from './notices.svelte.ts';

/**
 * Frames of the clip on which the model's hand is not like a hand, the worst first, and the way through them. Made from the
 * track whenever somebody corrects points, in a worker, and never saved. A hand that the person has set is done.
 *
 *   none ──ask──► making ──► ready (of the track that was asked about) ──ask with another track──► making
 */
export class WorstFrames {
	making = $state.raw(false);
	/** The worst first; null until they are known. */
	list = $state.raw<readonly FrameAnatomy[] | null>(null);
	/** Place in `list` of the frame on screen; -1: it is not among them. */
	readonly at: number = $derived.by(() => {
		const ptsUs = this.#shownUs();
		return this.list?.findIndex((frame) => frame.ptsUs === ptsUs) ?? -1;
	});
	/** What is beyond its limit on the frame on screen, hands that the person has set left out. */
	readonly odd: readonly AnatomyResult[] = $derived.by(() => this.#oddOf(this.list?.[this.at]));
	/** All hands are looked for: before that there is no worst frame. */
	readonly ready: boolean = $derived.by(() => this.#session.track !== null && !this.#session.finding);
	#session: LabelSession;
	#notices: Notices;
	#asked: readonly TrackFrame[] | null = null;

	constructor(session: LabelSession, notices: Notices) {
		this.#session = session;
		this.#notices = notices;
	}

	/** Makes the list, unless it is of this track already. */
	ask = async (): Promise<void> => {
		const { track, player } = this.#session;
		if (!track || !player || !this.ready || track === this.#asked) return;
		this.#asked = track;
		this.making = true;
		const found = await worstInWorker(track, player.height / player.width);
		// Another track was asked about meanwhile.
		if (this.#asked !== track) return;
		this.making = false;
		if (found.ok) this.list = found.value;
		else {
			this.#asked = null;
			this.#notices.fail(found.failure);
		}
	};

	/** Goes to the next worse or less bad frame, and to the point that it is about. Says so where there is none that way. */
	go = async (by: 1 | -1): Promise<void> => {
		const session = this.#session;
		const { player, points } = session;
		if (!player || !this.ready) return;
		player.pause();
		if (session.mode !== 'points') points.toggle();
		await this.ask();
		const list = this.list ?? [];
		const next = nextWorst(list, this.#shownUs(), by, (frame) => this.#oddOf(frame).length === 0);
		if (next < 0) return this.#notices.say(m.label_worst_no_more());
		await player.seek(frameAt(player.frames, list[next]!.ptsUs + 1000));
		const [first] = this.#oddOf(list[next]);
		if (first) points.choose(first.side, first.landmark ?? points.index);
	};

	#shownUs() {
		const { player } = this.#session;
		return (player && this.#session.trackAt(player.nowUs)?.ptsUs) ?? null;
	}

	#oddOf(frame: FrameAnatomy | undefined): AnatomyResult[] {
		const { corrections } = this.#session.doc;
		return frame ? oddOf(frame).filter(({ side }) => !corrections.has(correctionKey(frame.ptsUs, side))) : [];
	}
}
