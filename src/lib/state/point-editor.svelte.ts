import {
	correctionFromModel,
	planClearCorrection,
	planMoveKeypoint,
	planSetPointState,
	type CorrectionPoint,
	type ModelHand
} from '$lib/domain/annotation/plan-move-keypoint.ts';
import type { SmoothedFrame } from '$lib/domain/smoothing/smooth-track.ts';
import { correctionKey, type KeypointState } from '$lib/schema/annotation.ts';
import type { Side } from '$lib/schema/ids.ts';
import type { PtsUs } from '$lib/schema/time.ts';
import { LANDMARKS } from '$lib/schema/limits.ts';
import type { LabelSession } from './label-session.svelte.ts';

/** A hand as it is drawn: 21 points over frame size, whose it is, and the model's own points for what was moved. */
export type HandOnPicture = {
	side: Side;
	points: readonly CorrectionPoint[];
	/** x, y, z of the model; null where the model has no such hand. */
	model: ArrayLike<number> | null;
	corrected: boolean;
	/** Frames between which it was filled in, because the model saw no hand here; null where it was measured or set. */
	filled: readonly [before: PtsUs, after: PtsUs] | null;
};

function smoothedHand(frame: SmoothedFrame, side: Side, model: ArrayLike<number> | null): HandOnPicture[] {
	const hand = frame.hands.find((one) => one.side === side);
	if (!hand) return [];
	const { points } = correctionFromModel({ ptsUs: frame.ptsUs, side, imageLandmarks: hand.imageLandmarks });
	const [before, after] = hand.sourcePtsUs;
	return [{ side, points, model, corrected: false, filled: after === undefined ? null : [before, after] }];
}

/** Correcting the points of the hands on the frame on screen. */
export class PointEditor {
	/** Whose points are shown: the model's alone, the smoothed ones, or the person's where there are any. */
	layer = $state<'model' | 'smooth' | 'mine'>('mine');
	side = $state<Side>('right');
	/** The selected point, 0..20. */
	index = $state(8);
	#session: LabelSession;

	constructor(session: LabelSession) {
		this.#session = session;
	}

	/** Hands of the frame at `us`, left first. Reads the document: draw again when it changes. */
	handsAt = (us: PtsUs): HandOnPicture[] => {
		const frame = this.#session.trackAt(us);
		const ptsUs = frame?.ptsUs ?? us;
		const smoothed = this.layer === 'smooth' ? this.#session.smoothed.frames?.get(ptsUs) : undefined;
		return (['left', 'right'] as const).flatMap((side): HandOnPicture[] => {
			const model = frame?.hands.find((hand) => hand.side === side)?.imageLandmarks ?? null;
			const mine = this.layer === 'mine' ? this.#session.shown.corrections.get(correctionKey(ptsUs, side)) : undefined;
			if (mine) return [{ side, points: mine.points, model, corrected: true, filled: null }];
			if (smoothed) return smoothedHand(smoothed, side, model);
			if (!model) return [];
			const { points } = correctionFromModel({ ptsUs, side, imageLandmarks: model });
			return [{ side, points, model, corrected: false, filled: null }];
		});
	};

	/** Hands on the frame on screen. */
	get hands(): HandOnPicture[] {
		const player = this.#session.player;
		return player ? this.handsAt(player.nowUs) : [];
	}

	/** The hand that is being corrected; the other one when this side is not on the frame. */
	get hand(): HandOnPicture | null {
		const hands = this.hands;
		return hands.find((hand) => hand.side === this.side) ?? hands[0] ?? null;
	}

	get modelHand(): ModelHand | null {
		const { hand } = this;
		if (!hand) return null;
		const nowUs = this.#session.player!.nowUs;
		const ptsUs = this.#session.trackAt(nowUs)?.ptsUs ?? nowUs;
		return { ptsUs, side: hand.side, imageLandmarks: hand.model ?? hand.points.flatMap(({ x, y }) => [x, y, 0]) };
	}

	get moved(): number {
		return this.hand?.points.filter((point) => point.moved).length ?? 0;
	}

	toggle = (): void => {
		const session = this.#session;
		session.cancelHold();
		session.boxes.leave();
		session.player?.pause();
		session.mode = session.mode === 'points' ? 'label' : 'points';
		if (session.mode === 'points') this.layer = 'mine';
	};

	choose = (side: Side, index: number): void => {
		this.side = side;
		this.index = index;
	};
	chooseNext = (by: number): void => {
		this.index = (this.index + by + LANDMARKS) % LANDMARKS;
	};
	otherHand = (): void => {
		this.side = (this.hand?.side ?? this.side) === 'left' ? 'right' : 'left';
	};

	/** Shows a point at (x, y) while it is being dragged. */
	drag = (x: number, y: number): void => {
		this.layer = 'mine';
		const hand = this.modelHand;
		if (hand) this.#session.preview = planMoveKeypoint(this.#session.doc, hand, this.index, x, y);
	};
	/** The drag ended: it becomes one edit. */
	drop = (): Promise<void> => this.#session.edit(this.#session.preview);
	cancelDrag = (): void => {
		this.#session.preview = [];
	};

	/** Moves the selected point by whole picture points. */
	nudge = (dx: number, dy: number): Promise<void> => {
		const { hand, modelHand } = this;
		const player = this.#session.player;
		const point = hand?.points[this.index];
		if (!point || !modelHand || !player) return Promise.resolve();
		this.layer = 'mine';
		const x = point.x + dx / player.width;
		const y = point.y + dy / player.height;
		return this.#session.edit(planMoveKeypoint(this.#session.doc, modelHand, this.index, x, y));
	};

	setState = (state: KeypointState): Promise<void> => {
		const { modelHand } = this;
		if (!modelHand) return Promise.resolve();
		this.layer = 'mine';
		return this.#session.edit(planSetPointState(this.#session.doc, modelHand, this.index, state));
	};

	clear = (): Promise<void> => {
		const { modelHand } = this;
		if (!modelHand) return Promise.resolve();
		return this.#session.edit(planClearCorrection(this.#session.doc, modelHand.ptsUs, modelHand.side));
	};
}
