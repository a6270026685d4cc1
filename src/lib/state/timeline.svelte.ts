import { nearestEdge, snapEdges, type SnapEdge } from '$lib/domain/annotation/snap.ts';
import type { EdgeStop } from '$lib/domain/annotation/stop-of-edge.ts';
import { seenSpans, type SeenSpan, type Series } from '$lib/domain/hands/hand-series.ts';
import { trackSignals, type TrackSignals } from '$lib/domain/hands/track-signals.ts';
import { clampView, leastSpanUs, viewWith, zoomView, type TimelineView } from '$lib/domain/time/timeline-view.ts';
import type { Side } from '$lib/schema/ids.ts';
import type { LabelSession } from './label-session.svelte.ts';

/** How near an edge has to come to a place where something changes, CSS px. */
const SNAP_PX = 8;

/** What the timeline of one clip shows, and the signals that are drawn in it. This tab only; the view is kept for a reload. */
export class Timeline {
	/** What the person looks at; kept inside the clip by `view`. */
	#wanted = $state.raw<TimelineView>({ fromUs: 0, spanUs: Infinity });
	/** Width of what is seen of the tracks, CSS px. */
	widthPx = $state(0);
	/** Edges go to places where something changes, while nobody holds the key that turns it off. */
	snapping = $state(true);
	/** Where the edge that is being pulled has snapped to. */
	snapped = $state.raw<SnapEdge | null>(null);
	/** Why the edge that is being moved does not go on, where it stands, and where the pointer is on the screen, CSS px. */
	stopped = $state.raw<(EdgeStop & { x: number; y: number }) | null>(null);
	#session: LabelSession;

	readonly endUs: number = $derived.by(() => Math.max(1, this.#session.player?.frames.endUs ?? 1));
	readonly frameUs: number = $derived.by(
		() => this.endUs / Math.max(1, this.#session.player?.frames.timesUs.length ?? 1)
	);
	readonly #leastUs: number = $derived.by(() => leastSpanUs(this.frameUs, this.widthPx || 1000, this.endUs));
	readonly view: TimelineView = $derived.by(() => clampView(this.#wanted, this.endUs, this.#leastUs));
	/** How many times the tracks are wider than what is seen of them. */
	readonly zoom: number = $derived(this.endUs / this.view.spanUs);
	readonly pxPerUs: number = $derived(this.widthPx / this.view.spanUs);
	readonly canZoomIn: boolean = $derived.by(() => this.view.spanUs > this.#leastUs * 1.001);
	readonly canZoomOut: boolean = $derived(this.zoom > 1.001);

	/**
	 * A stretch round the view, in steps of half of it: what is in the document tree lies in here. It changes far less often
	 * than the view, so that panning and zooming move things rather than make them.
	 */
	readonly level: number = $derived(Math.round(Math.log2(this.zoom) * 2) / 2);
	readonly #stepUs: number = $derived.by(() => this.endUs / 2 ** this.level / 2);
	readonly #step: number = $derived.by(() => Math.floor(this.view.fromUs / this.#stepUs));
	readonly near: { fromUs: number; toUs: number } = $derived.by(() => ({
		fromUs: (this.#step - 1) * this.#stepUs,
		toUs: (this.#step + 4) * this.#stepUs
	}));
	/** CSS px that a microsecond has at this level, to a quarter. */
	readonly levelPxPerUs: number = $derived.by(() => (this.widthPx * 2 ** this.level) / this.endUs);

	readonly #aspect: number = $derived.by(() =>
		this.#session.player ? this.#session.player.height / this.#session.player.width : 1
	);
	/** Of the track until now: while it grows, only what is new is worked out. */
	#grown: TrackSignals | null = null;
	readonly #signals: TrackSignals | null = $derived.by(() => {
		const { track } = this.#session;
		this.#grown = track && track.length > 0 ? trackSignals(track, this.#aspect, this.#grown) : null;
		return this.#grown;
	});
	readonly speed: Series | null = $derived.by(() => this.#signals?.speed ?? null);
	readonly gap: Series | null = $derived.by(() => this.#signals?.gap ?? null);
	readonly seen: Record<Side, readonly SeenSpan[]> | null = $derived.by(() => {
		const seen = this.#signals?.seen;
		return seen ? { left: seenSpans(seen.left, this.#foundUs), right: seenSpans(seen.right, this.#foundUs) } : null;
	});
	/** The places that an edge may snap to, rising. */
	readonly edges: readonly SnapEdge[] = $derived.by(() =>
		this.#signals ? snapEdges(this.#signals, this.#foundUs) : []
	);
	/** How far hands were looked for. */
	readonly #foundUs: number = $derived.by(() => {
		const { finding, track } = this.#session;
		return finding ? (track?.at(-1)?.ptsUs ?? 0) : this.endUs;
	});

	constructor(session: LabelSession) {
		this.#session = session;
	}

	/** Kept as it was asked for: the width that limits it may not be known yet. */
	show = (view: TimelineView): void => void (this.#wanted = view);
	pan = (byUs: number): void => this.show({ ...this.view, fromUs: this.view.fromUs + byUs });
	/** `by` times closer round a place; without one round the playhead, or the middle where that is out of sight. */
	zoomBy = (by: number, aroundUs = this.#middleUs()): void =>
		void (this.#wanted = zoomView(this.view, by, aroundUs, this.endUs, this.#leastUs));
	wholeClip = (): void => this.show({ fromUs: 0, spanUs: this.endUs });
	/** So close that single frames can be told apart. */
	toFrames = (): void => this.zoomBy(this.view.spanUs / this.#leastUs);
	/** Moves on as far as it takes to see `us`. */
	reveal = (us: number): void => {
		const view = viewWith(this.view, us, this.endUs);
		if (view !== this.view) this.show(view);
	};

	#middleUs(): number {
		const { fromUs, spanUs } = this.view;
		const now = this.#session.player?.nowUs ?? 0;
		return now >= fromUs && now <= fromUs + spanUs ? now : fromUs + spanUs / 2;
	}

	/** Where an edge that is pulled to `us` goes: to a change that is near enough, while that is on. */
	snap = (us: number): number => {
		this.snapped = this.snapping ? nearestEdge(this.edges, us, SNAP_PX / this.pxPerUs) : null;
		return this.snapped?.us ?? us;
	};

	/** No edge is being moved any more. */
	letGo = (): void => {
		this.snapped = null;
		this.stopped = null;
	};
}
