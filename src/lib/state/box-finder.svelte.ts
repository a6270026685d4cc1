import { HandsPort } from '$lib/adapters/workers/hands-port.ts';
import { boxRound, distinctReadings, growBox, moveBox, sideInBox, type Box } from '$lib/domain/annotation/box.ts';
import { planPlaceHand } from '$lib/domain/annotation/plan-place-hand.ts';
import type { Failure } from '$lib/failure/failure.ts';
import type { Side } from '$lib/schema/ids.ts';
import type { BoxHand } from '$workers/infer/api.ts';
import type { LabelSession } from './label-session.svelte.ts';

/** A reading that is less likely a hand than this is not offered. */
const LEAST_PRESENCE = 0.2;
/** From here on the network says "hand". */
export const SURE_PRESENCE = 0.5;
const OTHER: Record<Side, Side> = { left: 'right', right: 'left' };
/** Arrow keys that follow each other faster than this are one change. */
const REST_MS = 150;
/** Where the box begins when there is no hand to begin at: the middle. */
const MIDDLE: Box = { x: 0.35, y: 0.3, width: 0.3, height: 0.4 };

/**
 * Finding a hand in a box that a person draws on the frame on screen. Nothing is saved before it is accepted.
 *
 *   off ──open──► drawing ──box rests──► looking ──► found ──accept──► off (the hand is in the person's layer)
 *                    ▲                      ├──► none
 *                    └──── box changes ─────┴──► failed          leave: off
 */
export class BoxFinder {
	phase = $state<'off' | 'drawing' | 'looking' | 'found' | 'none' | 'failed'>('off');
	/** Over frame width and height. */
	box = $state.raw<Box>(MIDDLE);
	readings = $state.raw<readonly BoxHand[]>([]);
	/** The reading that is shown. */
	at = $state(0);
	side = $state<Side>('right');
	failure = $state.raw<Failure | null>(null);
	readonly reading: BoxHand | null = $derived(this.phase === 'found' ? (this.readings[this.at] ?? null) : null);

	#session: LabelSession;
	#port: HandsPort | null = null;
	/** The box is where the tool put it; nobody drew it yet. */
	#placed = false;
	#timer: ReturnType<typeof setTimeout> | null = null;
	/** Raised with every change of box or frame: an answer to an older question is not shown. */
	#turn = 0;

	constructor(session: LabelSession) {
		this.#session = session;
	}

	/** Opens the tool on the frame on screen, its box round the hand that is chosen, or the only one. */
	open = (): void => {
		const session = this.#session;
		session.cancelHold();
		session.player?.pause();
		session.select(null);
		session.mode = 'box';
		session.points.layer = 'mine';
		this.#place();
		this.#forget('drawing');
		// Loading takes a second, and the first runs are slow: while the person draws.
		void this.#open().warm();
	};

	#place(): void {
		const { hand, side } = this.#session.points;
		this.box = (hand && boxRound(hand.points)) ?? this.box;
		this.side = hand?.side ?? side;
		this.#placed = true;
	}

	toggle = (): void => {
		if (this.phase === 'off') this.open();
		else this.leave();
	};

	leave = (): void => {
		this.#forget('off');
		if (this.#session.mode === 'box') this.#session.mode = 'label';
	};

	/** The box while it is drawn; `look` when it rests. */
	draw = (box: Box): void => {
		this.box = box;
		this.#placed = false;
		this.#forget('drawing');
	};
	move = (dx: number, dy: number): void => this.#nudge(moveBox(this.box, dx, dy));
	grow = (dx: number, dy: number): void => this.#nudge(growBox(this.box, dx, dy));
	#nudge(box: Box): void {
		this.draw(box);
		this.#timer = setTimeout(() => void this.look(), REST_MS);
	}

	/** Another frame is on screen: what was found belongs to the one before. */
	frameChanged = (): void => {
		if (this.phase === 'drawing' && this.#placed) this.#place();
		else if (this.phase !== 'off' && this.phase !== 'drawing') this.#nudge(this.box);
	};

	look = async (): Promise<void> => {
		const { player } = this.#session;
		const shown = player?.picture;
		if (!shown || this.phase === 'off') return;
		this.#forget('looking');
		const turn = this.#turn;
		const picture = 'clone' in shown ? shown.clone() : await createImageBitmap(shown);
		const answer = await this.#open().landmarksInBox(picture, this.box);
		if (turn !== this.#turn) return;
		if (!answer.ok) {
			this.failure = answer.failure;
			this.phase = 'failed';
			return;
		}
		const likely = answer.value.filter(({ presence }) => presence >= LEAST_PRESENCE);
		this.readings = distinctReadings(likely, this.box);
		const [first] = this.readings;
		if (!first) {
			this.phase = 'none';
			return;
		}
		const said = this.#session.clip?.inputMirrored ? OTHER[first.rawLabel] : first.rawLabel;
		this.side = sideInBox(this.box, this.#session.points.hands, said);
		this.phase = 'found';
	};

	/** The next reading of the same box; after the last the first. */
	next = (by: 1 | -1 = 1): void => {
		const count = this.readings.length;
		if (count > 0) this.at = (this.at + by + count) % count;
	};
	choose = (at: number): void => {
		this.at = at;
	};
	setSide = (side: Side): void => {
		this.side = side;
	};

	/** The hand that is shown goes into the person's layer, as one edit, and its points can be corrected at once. */
	accept = async (): Promise<void> => {
		const { reading, box, side } = this;
		const session = this.#session;
		const maker = this.#port?.maker;
		const player = session.player;
		if (!reading || !maker || !player) return;
		const ptsUs = session.trackAt(player.nowUs)?.ptsUs ?? player.nowUs;
		const { model, modelSha256, runtime } = maker;
		const from = { kind: 'box' as const, box, model, modelSha256, runtime, presence: reading.presence };
		const plan = planPlaceHand(session.doc, { ptsUs, side, imageLandmarks: reading.imageLandmarks }, from);
		this.leave();
		session.points.choose(side, session.points.index);
		session.points.toggle();
		await session.edit(plan);
	};

	close(): void {
		this.#forget('off');
		this.#port?.close();
		this.#port = null;
	}

	#open(): HandsPort {
		this.#port ??= new HandsPort();
		return this.#port;
	}

	#forget(phase: BoxFinder['phase']): void {
		this.#turn += 1;
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = null;
		this.readings = [];
		this.at = 0;
		this.failure = null;
		this.phase = phase;
	}
}
