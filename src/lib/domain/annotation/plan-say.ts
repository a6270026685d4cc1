import type {
	AttemptSegment,
	ContactSegment,
	FailureSegment,
	GripSegment,
	RecoverySegment,
	Segment,
	StepSegment
} from '../../schema/annotation.ts';
import type { SegmentId } from '../../schema/ids.ts';
import type { Edit } from './edit.ts';
import { sameValue } from './same-value.ts';
import type { TakeDoc } from './take-doc.ts';

type OfKind = {
	grip: GripSegment;
	failure: FailureSegment;
	recovery: RecoverySegment;
	attempt: AttemptSegment;
	step: StepSegment;
	contact: ContactSegment;
};
/** What a person can say of each kind of segment beside its code and its edges. */
type Sayable = {
	grip: 'feixId' | 'force' | 'confidence';
	failure: 'severity' | 'intended' | 'attempt' | 'confidence' | 'object';
	recovery: 'severity' | 'intended' | 'attempt' | 'confidence' | 'object' | 'cause' | 'correctUs' | 'effort';
	attempt: 'result' | 'effort' | 'confidence';
	step: 'step' | 'confidence';
	contact: 'contact' | 'object' | 'confidence';
};

/** Fields that are `null` when nothing is said; every other one is left out. */
const NULLED = ['feixId', 'step'];

/** Says one thing of a segment; `null` takes it back. Another kind of segment, or no change: []. */
export function planSay<Kind extends keyof OfKind, Field extends Sayable[Kind] & keyof OfKind[Kind]>(
	doc: TakeDoc,
	id: SegmentId,
	kind: Kind,
	field: Field,
	value: NonNullable<OfKind[Kind][Field]> | null
): Edit[] {
	const before = doc.segments.get(id);
	if (before?.kind !== kind) return [];
	const { [field as string]: old, ...rest } = before as Record<string, unknown>;
	const keep = value !== null || NULLED.includes(field as string);
	const after = { ...rest, ...(keep && { [field as string]: value }) } as Segment;
	if (sameValue(old ?? null, value)) return [];
	return [{ kind: 'segment', key: id, before, after }];
}
