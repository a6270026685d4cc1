import { type AnnotationSnapshot, type HandCorrection, type Segment } from '../../schema/annotation.ts';
import type { TrackFrame, TrackedHand } from '../../schema/track.ts';
import { POINTS_LENGTH, SIDES, STATE_LENGTH, STATE_POINTS } from './feature-table.ts';
import {
	CONTACT_NUMBERS,
	FAILURE_NUMBERS,
	GRIP_NUMBERS,
	RECOVERY_NUMBERS,
	stepNumbers,
	UNKNOWN_NUMBER
} from './vocabulary.ts';

/** One episode as it goes into the rows. All times are those of the rendition. */
export type EpisodeInput = {
	episodeIndex: number;
	taskIndex: number;
	/** `index` of its first row in the whole dataset. */
	firstRow: number;
	/** Line in `annotations.jsonl` of its first segment. */
	firstSegmentId: number;
	fps: number;
	/** One for each slot of the video, in the rendition's space. */
	frames: readonly TrackFrame[];
	annotation: AnnotationSnapshot;
	/** Ids of the task's steps, in their order. */
	steps: readonly string[];
	captureTimeS: readonly number[];
	repeated: readonly boolean[];
};

/** Column name → one value for each frame: number, boolean, bigint (int64) or number[] (vectors). Never null. */
export type Columns = Record<string, (number | boolean | bigint | number[])[]>;

/** One hand of one row: zeros and `present` false where nobody saw it. */
type HandRow = { kp2d: number[]; kp3d: number[]; present: boolean; score: number; human: boolean };

/**
 * Rows of one episode, one for each frame, for every column of `TABULAR_FEATURES`.
 * fails   RangeError where `captureTimeS` or `repeated` have another length than `frames`, or there is no frame
 */
export function episodeRows(input: EpisodeInput): Columns {
	const count = input.frames.length;
	if (count === 0) throw new RangeError('an episode needs a frame');
	for (const [name, list] of [
		['captureTimeS', input.captureTimeS],
		['repeated', input.repeated]
	] as const)
		if (list.length !== count) throw new RangeError(`${name} has ${list.length} values for ${count} frames`);

	// Slots have a constant rate, so a time that a decoder rounded by a microsecond still names its slot.
	const slotOf = (us: number) => Math.round((us * input.fps) / 1e6);
	const corrections = new Map(input.annotation.corrections.map((c) => [`${slotOf(c.ptsUs)}/${c.side}`, c]));
	const hands = input.frames.map((frame, i) =>
		SIDES.map((side) =>
			handRow(
				frame.hands.find((hand) => hand.side === side),
				corrections.get(`${i}/${side}`)
			)
		)
	);
	const states = hands.map(stateOf);
	const labels = labelsAtEach(input);
	const each = <T>(value: (i: number) => T): T[] => input.frames.map((_, i) => value(i));
	const success = endedWell(input.annotation.segments);

	const columns: Columns = {
		'observation.state': states,
		action: each((i) => states[Math.min(i + 1, count - 1)]!)
	};
	SIDES.forEach((side, slot) => {
		for (const field of ['kp2d', 'kp3d', 'present', 'score', 'human'] as const)
			columns[`hand.${side}.${field}`] = hands.map((pair) => pair[slot]![field]);
	});
	return {
		...columns,
		'annotation.grip.left': labels.map((l) => BigInt(l.left)),
		'annotation.grip.right': labels.map((l) => BigInt(l.right)),
		'annotation.failure': labels.map((l) => BigInt(l.failure)),
		'annotation.recovery': labels.map((l) => l.recovery > 0),
		'annotation.recovery_code': labels.map((l) => BigInt(l.recovery)),
		'annotation.attempt': labels.map((l) => BigInt(l.attempt)),
		'annotation.step': labels.map((l) => BigInt(l.step)),
		'annotation.contact.left': labels.map((l) => BigInt(l.contactLeft)),
		'annotation.contact.right': labels.map((l) => BigInt(l.contactRight)),
		'annotation.segment_id': labels.map((l) => BigInt(l.segmentId)),
		'next.done': each((i) => i === count - 1),
		'next.success': each((i) => i === count - 1 && success),
		'capture.time': [...input.captureTimeS],
		'capture.repeated': [...input.repeated],
		timestamp: each((i) => i / input.fps),
		frame_index: each((i) => BigInt(i)),
		episode_index: each(() => BigInt(input.episodeIndex)),
		index: each((i) => BigInt(input.firstRow + i)),
		task_index: each(() => BigInt(input.taskIndex))
	};
}

/** A person's correction replaces the model's x and y; z stays the model's, 0 where it saw no hand. */
function handRow(hand: TrackedHand | undefined, correction: HandCorrection | undefined): HandRow {
	const zeros = () => new Array<number>(POINTS_LENGTH).fill(0);
	const gone = correction?.points.every((point) => point.state === 'absent') ?? false;
	if (gone || (!hand && !correction))
		return { kp2d: zeros(), kp3d: zeros(), present: false, score: 0, human: Boolean(correction) };
	const kp2d = hand ? finite(hand.imageLandmarks) : zeros();
	correction?.points.forEach((point, i) => {
		kp2d[i * 3] = point.x;
		kp2d[i * 3 + 1] = point.y;
	});
	return {
		kp2d: finite(kp2d),
		kp3d: hand ? finite(hand.worldLandmarks) : zeros(),
		present: true,
		score: hand && Number.isFinite(hand.handednessScore) ? hand.handednessScore : 0,
		human: Boolean(correction)
	};
}

const finite = (values: ArrayLike<number>): number[] => Array.from(values, (v) => (Number.isFinite(v) ? v : 0));

function stateOf(pair: readonly HandRow[]): number[] {
	const state = pair.flatMap((hand) => [
		...STATE_POINTS.flatMap(([, point]) => [hand.kp2d[point * 3]!, hand.kp2d[point * 3 + 1]!]),
		hand.present ? 1 : 0
	]);
	if (state.length !== STATE_LENGTH) throw new RangeError(`state of ${state.length} numbers`);
	return state;
}

type LabelsAt = Record<
	'left' | 'right' | 'failure' | 'recovery' | 'attempt' | 'step' | 'contactLeft' | 'contactRight' | 'segmentId',
	number
>;

/** Codes at each frame. Of several segments that cover it, the one that began last counts; `[startUs, endUs)`. */
function labelsAtEach({ annotation, frames, firstSegmentId, steps }: EpisodeInput): LabelsAt[] {
	const stepNumber = stepNumbers(steps);
	const attempts = annotation.segments
		.filter(({ kind }) => kind === 'attempt')
		.sort((a, b) => a.startUs - b.startUs)
		.map(({ id }) => id);
	const numberOf = (segment: Segment): Partial<LabelsAt> => {
		switch (segment.kind) {
			case 'grip':
				return { [segment.side]: GRIP_NUMBERS[segment.grip] ?? UNKNOWN_NUMBER };
			case 'failure':
				return { failure: FAILURE_NUMBERS[segment.code] ?? UNKNOWN_NUMBER };
			case 'recovery':
				return { recovery: RECOVERY_NUMBERS[segment.code] ?? UNKNOWN_NUMBER };
			case 'attempt':
				return { attempt: attempts.indexOf(segment.id) + 1 };
			case 'step':
				return segment.step === null ? {} : { step: stepNumber[segment.step] ?? UNKNOWN_NUMBER };
			case 'contact': {
				const slot = segment.side === 'left' ? 'contactLeft' : 'contactRight';
				return { [slot]: CONTACT_NUMBERS[segment.contact] ?? UNKNOWN_NUMBER };
			}
		}
	};
	const numbered = annotation.segments
		.map((segment, i) => ({ ...segment, numbers: { ...numberOf(segment), segmentId: firstSegmentId + i } }))
		.sort((a, b) => a.startUs - b.startUs);
	const none: LabelsAt = {
		...{ left: 0, right: 0, failure: 0, recovery: 0, attempt: 0, step: 0 },
		...{ contactLeft: 0, contactRight: 0, segmentId: -1 }
	};
	return frames.map(({ ptsUs }) =>
		numbered
			.filter(({ startUs, endUs }) => startUs <= ptsUs && ptsUs < endUs)
			.reduce<LabelsAt>((found, { numbers }) => ({ ...found, ...numbers }), none)
	);
}

/** The programme accepted the take, so it ended well, unless its own labels say that somebody gave up. */
function endedWell(segments: readonly Segment[]): boolean {
	return !segments.some((s) => s.kind === 'recovery' && (s.outcome === 'no' || s.code === 'rec.abandon'));
}
