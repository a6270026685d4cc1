import { openAnnotation, type AnnotationDoc, type SaveState } from '$lib/adapters/annotation/open-annotation.ts';
import { readPlace } from '$lib/adapters/annotation/place.ts';
import { knownMe } from '$lib/adapters/hub/me.ts';
import { openFrames } from '$lib/adapters/workers/frames-port.ts';
import { applyEdits, type Edit } from '$lib/domain/annotation/edit.ts';
import { NO_HISTORY, type History } from '$lib/domain/annotation/history.ts';
import { conflicts, type Span } from '$lib/domain/annotation/lanes.ts';
import { planAddSegment, refusalOf, type NewSegment } from '$lib/domain/annotation/plan-add-segment.ts';
import { isNamed } from '$lib/domain/annotation/plan-set-code.ts';
import { planDelete } from '$lib/domain/annotation/plan-delete.ts';
import { planResize } from '$lib/domain/annotation/plan-resize.ts';
import { stopOfEdge, type EdgeStop } from '$lib/domain/annotation/stop-of-edge.ts';
import { keptSpan, planTrim } from '$lib/domain/annotation/plan-trim.ts';
import { EMPTY_DOC, segmentsInOrder, type TakeDoc } from '$lib/domain/annotation/take-doc.ts';
import { handShares } from '$lib/domain/hands/hand-speed.ts';
import { swapSides } from '$lib/domain/hands/swap-sides.ts';
import { trackFrameAt } from '$lib/domain/hands/track-frame-at.ts';
import { markShifted, shiftEdge } from '$lib/domain/reaction/shift-edges.ts';
import { frameAt, frameEndAt, nearestBorder } from '$lib/domain/time/frame-times.ts';
import type { Failure, Outcome } from '$lib/failure/failure.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Segment } from '$lib/schema/annotation.ts';
import type { SegmentId, Side } from '$lib/schema/ids.ts';
import type { PtsUs } from '$lib/schema/time.ts';
import { ptsUs } from '$lib/schema/units.ts';
import type { TrackFrame } from '$lib/schema/track.ts';
import { v7 as uuidv7 } from 'uuid';
import type { ClipSource, LoadedClip } from './clip-source.ts';
import type { Notices } from './notices.svelte.ts';
import { BoxFinder } from './box-finder.svelte.ts';
import { CutOut } from './cut-out.svelte.ts';
import { ruleWords } from './rule-words.ts';
import { Player } from './player.svelte.ts';
import { PointEditor } from './point-editor.svelte.ts';
import { SideRepair } from './side-repair.svelte.ts';
import { SmoothedLayer } from './smoothed-layer.svelte.ts';
import type { TakeCheck } from './take-check.svelte.ts';
import { Timeline } from './timeline.svelte.ts';
import { UpperBodyLayer } from './upper-body-layer.svelte.ts';
import { WorstFrames } from './worst-frames.svelte.ts';

/** Length of a label made by a tap. */
const TAP_US = 500_000;
/** A press shorter than this is a tap; after it a picture that stands still begins to play. */
const TAP_MS = 250;

type Hold = {
	what: NewSegment;
	fromUs: PtsUs;
	/** Seconds of the clip in one second when the press began; 0: it stood still. */
	fromRate: number;
	pressedAtMs: number;
	startedPlaying: boolean;
	timer: ReturnType<typeof setTimeout>;
};

/**
 * One person labelling one clip: what is open, selected and being made. The document is saved (adapters/annotation);
 * everything else here belongs to this tab only.
 *
 *   loading ──► ready            hold: none ──press──► growing ──release──► none (a label) / ──Esc──► none (nothing)
 *      └──────► failed ──retry──► loading
 */
export class LabelSession {
	phase = $state.raw<'loading' | 'ready' | 'failed'>('loading');
	/** Why the clip could not be opened. */
	failure = $state.raw<Failure | null>(null);
	clip = $state.raw<LoadedClip | null>(null);
	player = $state.raw<Player | null>(null);
	/** The saved document with what is being dragged on top. */
	readonly shown: TakeDoc = $derived.by(() => applyEdits(this.doc, this.preview));
	doc = $state.raw<TakeDoc>(EMPTY_DOC);
	/** Edits of a drag that has not ended: on screen, not in the document. */
	preview = $state.raw<readonly Edit[]>([]);
	history = $state.raw<History>(NO_HISTORY);
	save = $state.raw<SaveState>('saved');
	unread = $state(0);
	selectedId = $state.raw<SegmentId | null>(null);
	hold = $state.raw<Hold | null>(null);
	mode = $state<'label' | 'points' | 'box'>('label');
	readonly timeline: Timeline;
	/** A newer version has written into the document: it is shown, and nothing here changes it. */
	readOnly = $state(false);
	readonly points: PointEditor;
	readonly sides: SideRepair;
	readonly smoothed: SmoothedLayer;
	readonly boxes: BoxFinder;
	readonly worst: WorstFrames;
	/** Shoulders and trunk, for whoever asks for them; null where the clip is not a take of this device. */
	body = $state.raw<UpperBodyLayer | null>(null);
	readonly cutting: CutOut;

	readonly segments = $derived(segmentsInOrder(this.shown));
	readonly selected: Segment | null = $derived(
		this.selectedId === null ? null : (this.shown.segments.get(this.selectedId) ?? null)
	);
	// eslint-disable-next-line svelte/prefer-svelte-reactivity -- made anew, never changed
	readonly conflicts = $derived(new Set(conflicts(this.shown).flat()));
	readonly whole: Span = $derived({ startUs: ptsUs(0), endUs: this.player?.frames.endUs ?? ptsUs(0) });
	readonly kept: Span = $derived(keptSpan(this.shown, this.whole));
	/** The model's track as far as it is found, its sides as this person says they are. */
	readonly track: readonly TrackFrame[] | null = $derived.by(() => {
		const found = this.check?.frames ?? this.clip?.track ?? null;
		return found && swapSides(found, [...this.doc.swaps.values()]);
	});
	/** The frames after the last one of the track are still being looked at. */
	readonly finding: boolean = $derived.by(() => this.check !== null && this.check.working && !this.check.tracked);
	/** Share of the frames with each hand; null without a whole track. */
	readonly shares = $derived(this.track && !this.finding ? handShares(this.track) : null);
	/** What a growing label covers by now. */
	readonly growing: Span | null = $derived.by(() => {
		if (!this.hold || !this.player) return null;
		return this.#spanOfHold(this.hold, this.player);
	});

	/** How late this person presses, microseconds; 0: nothing is shifted. Set by the studio. */
	lagUs: () => number = () => 0;
	readonly canTrim: boolean;
	/** The work that finds the hands; null: nothing does. */
	readonly check: TakeCheck | null;
	readonly docId: string;
	#source: ClipSource;
	#notices: Notices;
	#document: AnnotationDoc | null = null;
	#closed = false;
	#stopListening = () => {};

	constructor(source: ClipSource, notices: Notices) {
		this.#source = source;
		this.canTrim = source.canTrim;
		this.check = source.check;
		this.docId = source.docId;
		this.#notices = notices;
		this.timeline = new Timeline(this);
		this.points = new PointEditor(this);
		this.sides = new SideRepair(this);
		this.smoothed = new SmoothedLayer((failure) => notices.fail(failure));
		this.boxes = new BoxFinder(this);
		this.worst = new WorstFrames(this, notices);
		this.cutting = new CutOut(this);
	}

	open = async (): Promise<void> => {
		this.phase = 'loading';
		this.failure = null;
		const clip = await this.#source.load();
		if (!clip.ok) return this.#refuse(clip.failure);
		const me = await knownMe().catch(() => null);
		const [frames, document] = await Promise.all([
			openFrames(clip.value.blob),
			openAnnotation(this.#source.docId, { seed: clip.value.seed, by: me?.displayName ?? null })
		]);
		if (!frames.ok || !document.ok || this.#closed) {
			if (frames.ok) frames.value.close();
			if (document.ok) await document.value.close();
			if (!frames.ok) this.#refuse(frames.failure);
			else if (!document.ok) this.#refuse(document.failure);
			return;
		}
		this.#document = document.value;
		this.#stopListening = document.value.onChange(() => this.#sync());
		this.#sync();
		this.clip = clip.value;
		this.player = new Player(frames.value);
		if (this.check) {
			this.body = new UpperBodyLayer(this.check.takeId, clip.value.blob, () => this.track);
			void this.body.open();
		}
		await this.#goBack();
		if (!this.#closed) this.phase = 'ready';
	};

	/** To where the person was when this clip was last open here; else to the first frame that is kept. */
	async #goBack(): Promise<void> {
		const place = readPlace(this.docId);
		if (place) this.timeline.show({ fromUs: place.fromUs, spanUs: place.spanUs });
		if (place?.selectedId && this.doc.segments.has(place.selectedId)) this.selectedId = place.selectedId;
		if (place?.mode === 'points' && this.track) this.mode = 'points';
		await this.player?.seek(place?.nowUs ?? this.kept.startUs);
	}

	async close(): Promise<void> {
		this.#closed = true;
		this.cancelHold();
		this.boxes.close();
		this.body?.close();
		this.player?.close();
		this.#stopListening();
		await this.#document?.close();
	}

	snapshot = () => this.#document!.snapshot();
	log = () => this.#document!.log();

	/** Does a plan and saves it. An empty plan is nothing. */
	edit = async (plan: readonly Edit[]): Promise<void> => {
		this.preview = [];
		if (plan.length > 0) this.#report(await this.#document?.apply(plan));
	};

	undo = async (): Promise<void> => this.#showEdits(await this.#document?.undo());
	redo = async (): Promise<void> => this.#showEdits(await this.#document?.redo());
	saveAgain = async (): Promise<void> => this.#report(await this.#document?.retry());

	/** The next step of the task, as it is asked for. */
	newStep = (): NewSegment => ({ kind: 'step', steps: this.clip?.task?.steps?.map(({ id }) => id) ?? [] });

	/** The task's own word for one of its steps. */
	stepTitle = (step: string): string | null => this.clip?.task?.steps?.find(({ id }) => id === step)?.title ?? null;

	/** Selects a label and shows its place when the frame on screen is outside it. */
	select = (id: SegmentId | null): void => {
		this.selectedId = id;
		const segment = this.selected;
		const player = this.player;
		if (!segment || !player || player.playing !== 'still') return;
		if (player.nowUs < segment.startUs || player.nowUs >= segment.endUs) void player.seek(segment.startUs);
	};

	/** The label before or after the place that is shown. */
	selectNeighbour = (by: 1 | -1): void => {
		const list = this.segments;
		const at = list.findIndex((segment) => segment.id === this.selectedId);
		const now = this.player?.nowUs ?? 0;
		const next =
			at >= 0
				? list[at + by]
				: by > 0
					? list.find((segment) => segment.startUs >= now)
					: list.findLast((segment) => segment.startUs <= now);
		if (!next) return;
		this.boxes.leave();
		this.mode = 'label';
		this.select(next.id);
		void this.player?.seek(next.startUs);
	};

	/** Leaves the selected label; goes on to the next grip that is not named yet. */
	done = (): void => this.select(this.nextUnsure?.id ?? null);
	readonly nextUnsure: Segment | null = $derived(
		this.segments.find((segment) => segment.kind === 'grip' && !isNamed(segment) && segment.id !== this.selectedId) ??
			null
	);

	deleteSelected = async (): Promise<void> => {
		const id = this.selectedId;
		if (!id) return;
		this.selectedId = null;
		await this.edit(planDelete(this.doc, id));
		this.#notices.say(m.label_deleted(), { undo: this.undo });
	};

	/** Where an edge may stand: the border between frames nearest to `us`. */
	border = (us: number): PtsUs => (this.player ? nearestBorder(this.player.frames, us) : ptsUs(us));
	#leastUs = (): number => (this.player ? frameEndAt(this.player.frames, 0) : 1);
	resizePlan = (id: SegmentId, edge: 'start' | 'end', us: number): Edit[] =>
		planResize(this.doc, id, edge, this.border(us), this.whole, this.#leastUs());
	/** What keeps an edge from going there; null: nothing, or only the clip and the label itself. */
	stopOfEdge = (id: SegmentId, edge: 'start' | 'end', us: number): EdgeStop | null =>
		stopOfEdge(this.doc, id, edge, this.border(us), this.whole, this.#leastUs());
	trimPlan = (end: 'in' | 'out', us: number): Edit[] =>
		planTrim(this.doc, end, this.border(us), this.whole, this.#leastUs());

	/** The selected label begins, or ends, with the frame on screen. */
	edgeHere = async (edge: 'start' | 'end'): Promise<void> => {
		const { selectedId, player } = this;
		if (!selectedId || !player) return;
		const { nowUs, frames } = player;
		await this.edit(this.resizePlan(selectedId, edge, edge === 'start' ? nowUs : frameEndAt(frames, nowUs)));
	};

	/** The frame on screen is the first, or the last, that is kept. */
	trimHere = (end: 'in' | 'out'): Promise<void> => {
		const { nowUs, frames } = this.player!;
		return this.edit(this.trimPlan(end, end === 'in' ? nowUs : frameEndAt(frames, nowUs)));
	};

	/** A press begins: a label grows from the frame on screen. A picture that stands still begins to play after a moment. */
	startHold = (what: NewSegment): void => {
		const player = this.player;
		if (this.hold || !player || this.mode !== 'label' || this.readOnly) return;
		const fromUs = player.nowUs;
		const timer = setTimeout(() => {
			if (!this.hold || player.playing !== 'still' || player.seeking || player.nowUs !== fromUs) return;
			this.hold = { ...this.hold, startedPlaying: true };
			void player.play();
		}, TAP_MS);
		this.hold = {
			what,
			fromUs,
			fromRate: this.#rate(player),
			pressedAtMs: performance.now(),
			startedPlaying: false,
			timer
		};
	};

	/** The press ends: what grew becomes a label and is selected. */
	endHold = async (): Promise<void> => {
		const { hold, player } = this;
		if (!hold || !player) return;
		const span = this.#spanOfHold(hold, player);
		const short = performance.now() - hold.pressedAtMs < TAP_MS;
		// Stepping while the key is down is no tap, however fast.
		const tapped = player.nowUs === hold.fromUs || (short && player.playing !== 'still');
		const endRate = this.#rate(player);
		this.cancelHold();
		const endUs = tapped ? this.border(hold.fromUs + TAP_US) : span.endUs;
		const id = uuidv7() as SegmentId;
		const lagUs = this.lagUs();
		const first = this.whole.startUs;
		// A tap means the place, not its end half a second on; backwards the press is the later edge.
		const backwards = !tapped && span.startUs !== hold.fromUs;
		const start = shiftEdge(span.startUs, lagUs, backwards ? 0 : hold.fromRate, this.border, first);
		const end = tapped
			? { us: this.border(endUs - (start.rawUs - start.us)), rawUs: endUs }
			: shiftEdge(endUs, lagUs, backwards ? 0 : endRate, this.border, first);
		const asked = { startUs: start.us, endUs: end.us > start.us ? end.us : endUs };
		const plan = markShifted(planAddSegment(this.doc, hold.what, asked, this.whole, id), start, end);
		const rule = refusalOf(this.doc, hold.what, asked, this.whole);
		if (rule) return this.#notices.say(ruleWords(rule));
		// It is on screen before it is written: the next key is meant for it.
		const saved = this.edit(plan);
		this.selectedId = id;
		await saved;
	};

	cancelHold = (): void => {
		if (!this.hold) return;
		clearTimeout(this.hold.timer);
		if (this.hold.startedPlaying) this.player?.pause();
		this.hold = null;
	};

	#rate = (player: Player): number => (player.playing === 'forward' ? player.rate : 0);

	/** From the frame where the press began to the end of the frame on screen; backwards too. */
	#spanOfHold(hold: Hold, player: Player): Span {
		const startUs = Math.min(hold.fromUs, player.nowUs);
		return {
			startUs: frameAt(player.frames, startUs),
			endUs: frameEndAt(player.frames, Math.max(hold.fromUs, player.nowUs))
		};
	}

	/** The model's hands on the frame at `us`; null where the track has no such frame. */
	trackAt = (us: PtsUs): TrackFrame | null =>
		this.player && this.track ? trackFrameAt(this.track, this.player.frames, us) : null;

	missing = (side: Side): boolean => this.shares !== null && this.shares[side] === 0;

	#sync(): void {
		const document = this.#document!;
		this.doc = document.doc;
		this.history = document.history;
		this.save = document.save;
		this.unread = document.unread;
		this.readOnly = document.newer;
	}

	/** Shows what an undo changed. */
	#showEdits(outcome: Outcome<readonly Edit[]> | undefined): void {
		this.#report(outcome);
		const edit = outcome?.ok ? outcome.value[0] : undefined;
		if (edit?.kind === 'segment') this.selectedId = edit.after ? edit.key : null;
		if (edit?.kind === 'cut') void this.player?.seek((edit.after ?? edit.before)!.startUs);
		if (edit?.kind === 'swap') void this.player?.seek((edit.after ?? edit.before)!.startUs);
		if (edit?.kind === 'correction') void this.player?.seek((edit.after ?? edit.before)!.ptsUs);
	}

	#report(outcome: Outcome<unknown> | undefined): void {
		if (outcome && !outcome.ok) this.#notices.fail(outcome.failure);
	}

	#refuse(failure: Failure): void {
		this.failure = failure;
		this.phase = 'failed';
	}
}
