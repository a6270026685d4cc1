import type { AnnotationSnapshot } from '../../schema/annotation.ts';
import type { FrameLook } from '../../schema/quality.ts';
import { SENSOR_FIELDS } from '../../schema/sensor.ts';
import type { CaptureFacts } from '../../schema/take.ts';
import type { TrackFrame } from '../../schema/track.ts';
import { ptsUs } from '../../schema/units.ts';
import type { Span } from '../annotation/lanes.ts';
import { SLOT_TOLERANCE_US } from './choose-slots.ts';
import { isKept, keptClock, segmentsOnKept } from './kept-clock.ts';

/**
 * What is known of a take once everything but `pieces` was removed from it for good: nothing that speaks of a removed moment is
 * left, and every time is on the clock of what is kept.
 */

type Pieces = readonly Span[];
const kept = (pieces: Pieces) => (us: number) => isKept(pieces, us, SLOT_TOLERANCE_US);
const moved = (pieces: Pieces) => {
	const clock = keptClock(pieces);
	return (us: number) => ptsUs(Math.round(clock(us)));
};

/** Anything that happens at a time: landmarks of frames, samples of the picture. */
export function momentsAfterCut<T extends TrackFrame | FrameLook>(moments: readonly T[], pieces: Pieces): T[] {
	const [stays, at] = [kept(pieces), moved(pieces)];
	return moments.filter(({ ptsUs: us }) => stays(us)).map((moment) => ({ ...moment, ptsUs: at(moment.ptsUs) }));
}

/** Labels, corrected hands and what was said of sides. What was to be cut out is cut out: no trim, no cuts. */
export function labelsAfterCut(labels: AnnotationSnapshot, pieces: Pieces): AnnotationSnapshot {
	const [stays, at] = [kept(pieces), moved(pieces)];
	const after = { ...segmentsOnKept(labels, pieces), trim: null };
	delete after.cuts;
	delete after.swaps;
	const left = (labels.swaps ?? [])
		.map((swap) => ({ ...swap, startUs: at(swap.startUs), endUs: at(swap.endUs) }))
		.filter((swap) => swap.endUs > swap.startUs);
	return {
		...after,
		corrections: labels.corrections
			.filter(({ ptsUs: us }) => stays(us))
			.map((hand) => ({ ...hand, ptsUs: at(hand.ptsUs) })),
		...(left.length > 0 && { swaps: left })
	};
}

/** Samples of one sensor, `SENSOR_FIELDS` numbers each, the first one its time. Those before the first frame go too. */
export function samplesAfterCut(samples: Float64Array, pieces: Pieces): Float64Array<ArrayBuffer> {
	const [stays, at] = [kept(pieces), moved(pieces)];
	const left: number[] = [];
	for (let i = 0; i < samples.length; i += SENSOR_FIELDS)
		if (stays(samples[i]!)) left.push(at(samples[i]!), ...samples.subarray(i + 1, i + SENSOR_FIELDS));
	return Float64Array.from(left);
}

/**
 * Capture facts: counters still speak of the recording as it was; moments that are gone are not named any more. `cutForGood`
 * says that footage was removed, when, and how much.
 */
export function factsAfterCut(facts: CaptureFacts, pieces: Pieces, removedUs: number, atMs: number): CaptureFacts {
	const [stays, at] = [kept(pieces), moved(pieces)];
	const before: unknown = facts['cutForGood'];
	const rose: unknown = facts['palmRoseUs'];
	return {
		...facts,
		...(facts.gaps && {
			gaps: {
				...facts.gaps,
				long: facts.gaps.long.filter((gap) => stays(gap.ptsUs)).map((gap) => ({ ...gap, ptsUs: at(gap.ptsUs) }))
			}
		}),
		...(facts.interruptions && {
			interruptions: facts.interruptions
				.map((span) => ({ ...span, fromUs: at(span.fromUs), toUs: at(span.toUs) }))
				.filter((span) => span.toUs > span.fromUs)
		}),
		...(typeof rose === 'number' && { palmRoseUs: stays(rose) ? at(rose) : null }),
		cutForGood: [...(Array.isArray(before) ? (before as unknown[]) : []), { atMs, removedUs }]
	};
}
