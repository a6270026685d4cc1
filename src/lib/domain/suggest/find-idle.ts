import { endBeforePalm, lookForPalm, NO_PALM, RAISE_US, type PalmWatch } from '../capture/open-palm.ts';
import type { TrackFrame } from '../../schema/track.ts';
import { SLOW_US, type HandStretch } from './hand-signals.ts';

/** A hand that moves at least this fast does something, palms a second, mean over all its points. */
const MOVES = 0.4;
/** Fingers that open or close at least this fast do something while the hand rests, palms a second; the tracker's own
 * tremble reaches 0.54 on a still hand. */
const FINGERS_MOVE = 0.6;
/** Slow play of the fingers, palms a second of their tips; a still hand stays below 0.1 where the tracker trembles. */
const TIPS_PLAY = 0.16;
/** Movement that lasts less, and does not come far either, is a twitch, or the tracker's. */
const LEAST_MOVE_US = 250_000;
/** A fast reach is over sooner, but goes at least this far, palms. */
const LEAST_WAY = 0.3;
/** Slow moments inside a movement. */
const BRIDGE_US = 100_000;
/** What is kept before the first movement and after the last one, so that no action is cut. */
const LEAD_US = 150_000;
/** A start gesture lies at the beginning and a stop gesture at the end, no further in than this. */
const GESTURE_WITHIN_US = 8_000_000;

export type Idle = {
	/** What should be kept begins, or ends, here. */
	atUs: number;
	cause: 'still' | 'no_hand' | 'palm';
	/** Mean speed of the hands in what would go, palms a second; 0 without a hand. */
	speed: number;
	/** Share of the frames in it with a hand. */
	handShare: number;
};

/** An open palm that was held: from when it was up until when it was last seen. */
type Gesture = { roseUs: number; seenUs: number };

/**
 * Where the action begins and ends. Null where the clip begins (or ends) with it, or where nothing ever moves.
 * endUs       where the last frame ends
 * palmRoseUs  when the palm rose that stopped the take, where the recorder knows it
 */
export function findIdle(
	frames: readonly TrackFrame[],
	stretches: readonly HandStretch[],
	endUs: number,
	aspect: number,
	palmRoseUs: number | null
): { head: Idle | null; tail: Idle | null } {
	const gestures = gesturesIn(frames, aspect);
	const start = gestures.find(({ roseUs }) => roseUs <= Math.min(GESTURE_WITHIN_US, endUs / 2)) ?? null;
	const stop = gestures.findLast(({ roseUs }) => roseUs >= Math.max(endUs - GESTURE_WITHIN_US, endUs / 2)) ?? null;
	const timesUs = frames.map(({ ptsUs }) => ptsUs);
	const rose = palmRoseUs ?? stop?.roseUs ?? null;
	// Down again takes as long as up.
	const firstUs = start ? start.seenUs + RAISE_US : 0;
	const lastUs = rose === null ? endUs : (endBeforePalm(timesUs, rose) ?? endUs);
	const moves = movesIn(stretches).filter((move) => move.endUs > firstUs && move.startUs < lastUs);
	if (moves.length === 0) return { head: null, tail: null };
	const beginsUs = Math.max(firstUs, moves[0]!.startUs - LEAD_US);
	const endsUs = Math.min(lastUs, Math.max(...moves.map((move) => move.endUs)) + LEAD_US);
	const idle = (atUs: number, fromUs: number, toUs: number, palm: boolean): Idle | null =>
		toUs > fromUs ? { atUs, ...lookAt(frames, stretches, fromUs, toUs, palm) } : null;
	return {
		head: idle(beginsUs, 0, beginsUs, start !== null),
		tail: idle(endsUs, endsUs, endUs, rose !== null)
	};
}

function gesturesIn(frames: readonly TrackFrame[], aspect: number): Gesture[] {
	const gestures: Gesture[] = [];
	let watch: PalmWatch = NO_PALM;
	for (const frame of frames) {
		const look = lookForPalm(watch, frame.ptsUs, frame.hands, aspect);
		watch = look.watch;
		if (watch.is !== 'held') continue;
		if (look.made) gestures.push({ roseUs: watch.roseUs, seenUs: watch.seenUs });
		else if (gestures.length > 0) gestures.at(-1)!.seenUs = watch.seenUs;
	}
	return gestures;
}

/** Times in which a hand moves, either of them, in the order of their beginning. */
function movesIn(stretches: readonly HandStretch[]): Span[] {
	return stretches
		.flatMap((stretch) => [...strokesOf(stretch), ...slowPlayOf(stretch)])
		.sort((a, b) => a.startUs - b.startUs);
}

type Span = { startUs: number; endUs: number };

function strokesOf({ timesUs, speed, opened }: HandStretch): Span[] {
	const moving = timesUs.map((_, i) => speed[i]! >= MOVES || Math.abs(opened[i]!) >= FINGERS_MOVE);
	return runsOf(timesUs, moving).filter(({ startUs, endUs }) => {
		const way = timesUs.reduce(
			(sum, us, i) => (us > startUs && us <= endUs ? sum + (speed[i]! * (us - timesUs[i - 1]!)) / 1e6 : sum),
			0
		);
		return endUs - startUs >= LEAST_MOVE_US || way >= LEAST_WAY;
	});
}

/** Slow play is seen over 0.6 s, so it shows that much around a stroke: the ends are taken off again. */
function slowPlayOf({ timesUs, tips }: HandStretch): Span[] {
	return runsOf(
		timesUs,
		tips.map((speed) => speed >= TIPS_PLAY)
	)
		.map(({ startUs, endUs }) => ({
			startUs: startUs === timesUs[0] ? startUs : startUs + SLOW_US,
			endUs: endUs === timesUs.at(-1) ? endUs : endUs - SLOW_US
		}))
		.filter(({ startUs, endUs }) => endUs - startUs >= LEAST_MOVE_US);
}

function runsOf(timesUs: readonly number[], moving: readonly boolean[]): Span[] {
	const runs: Span[] = [];
	timesUs.forEach((us, i) => {
		if (!moving[i]) return;
		const last = runs.at(-1);
		if (last && us - last.endUs <= BRIDGE_US) last.endUs = us;
		else runs.push({ startUs: us, endUs: us });
	});
	return runs;
}

function lookAt(
	frames: readonly TrackFrame[],
	stretches: readonly HandStretch[],
	fromUs: number,
	toUs: number,
	palm: boolean
): Omit<Idle, 'atUs'> {
	const inside = (us: number) => us >= fromUs && us < toUs;
	const looked = frames.filter((frame) => inside(frame.ptsUs));
	const handShare = looked.filter(({ hands }) => hands.length > 0).length / Math.max(1, looked.length);
	const speeds = stretches.flatMap(({ timesUs, speed }) => speed.filter((_, i) => inside(timesUs[i]!)));
	const speed = speeds.reduce((sum, value) => sum + value, 0) / Math.max(1, speeds.length);
	return { cause: palm ? 'palm' : handShare < 0.5 ? 'no_hand' : 'still', speed, handShare };
}
