import type {
	AttemptSegment,
	ContactSegment,
	ContactState,
	FailureSegment,
	GripSegment,
	RecoverySegment,
	Segment,
	StepSegment
} from '../../schema/annotation.ts';
import type { SegmentId, Side } from '../../schema/ids.ts';
import type { PtsUs } from '../../schema/time.ts';
import type { ModelHand } from './plan-move-keypoint.ts';
import { EMPTY_DOC, type TakeDoc } from './take-doc.ts';

/** Builders with fixed, readable defaults, for tests. Times are in milliseconds here. */
export const us = (ms: number): PtsUs => (ms * 1000) as PtsUs;
export const segmentId = (n: number): SegmentId =>
	`00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as SegmentId;

const span = (n: number, startMs: number, endMs: number) => ({
	id: segmentId(n),
	startUs: us(startMs),
	endUs: us(endMs),
	source: 'human' as const
});
export const aGrip = (n: number, startMs: number, endMs: number, side: Side = 'right'): GripSegment => ({
	...span(n, startMs, endMs),
	kind: 'grip',
	side,
	grip: 'G13',
	feixId: null
});
export const aFailure = (n: number, startMs: number, endMs: number): FailureSegment => ({
	...span(n, startMs, endMs),
	kind: 'failure',
	code: 'fail.drop',
	side: null
});
export const aRecovery = (n: number, startMs: number, endMs: number, recovers?: number): RecoverySegment => ({
	...span(n, startMs, endMs),
	kind: 'recovery',
	code: 'rec.fetch',
	side: null,
	recovers: recovers === undefined ? null : segmentId(recovers),
	outcome: null
});
export const anAttempt = (n: number, startMs: number, endMs: number): AttemptSegment => ({
	...span(n, startMs, endMs),
	kind: 'attempt'
});
export const aStep = (n: number, startMs: number, endMs: number, step: string | null = null): StepSegment => ({
	...span(n, startMs, endMs),
	kind: 'step',
	step
});
export const aContact = (
	n: number,
	startMs: number,
	endMs: number,
	contact: ContactState = 'portable_object',
	side: Side = 'right'
): ContactSegment => ({ ...span(n, startMs, endMs), kind: 'contact', side, contact });
export const aDoc = (...segments: Segment[]): TakeDoc => ({
	...EMPTY_DOC,
	segments: new Map(segments.map((segment) => [segment.id, segment]))
});
/** Point i at (i / 40, 0.5). */
export const aModelHand = (ptsMs = 100, side: Side = 'right'): ModelHand => ({
	ptsUs: us(ptsMs),
	side,
	imageLandmarks: Float32Array.from({ length: 63 }, (_, i) => (i % 3 === 0 ? i / 3 / 40 : i % 3 === 1 ? 0.5 : 0))
});
export const CLIP = { startUs: us(0), endUs: us(10_000) };
export const FRAME_US = 33_333;
