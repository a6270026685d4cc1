import type { Trim } from '../../schema/annotation.ts';
import type { PtsUs } from '../../schema/time.ts';
import type { Edit } from './edit.ts';
import { keptPieces, keptUs } from './kept-pieces.ts';
import type { Span } from './lanes.ts';
import { sameValue } from './same-value.ts';
import type { TakeDoc } from './take-doc.ts';

/** From the first kept frame to the last one, `[startUs, endUs)`, whatever is cut out between. */
export const keptSpan = (doc: TakeDoc, clip: Span): Span =>
	doc.trim ? { startUs: doc.trim.inUs, endUs: doc.trim.outUs } : clip;

/**
 * Moves one end of what is kept, clamped to the clip and to at least `leastUs` kept. Everything kept again is no
 * trim at all. No change: [].
 */
export function planTrim(doc: TakeDoc, end: 'in' | 'out', atUs: PtsUs, clip: Span, leastUs: number): Edit[] {
	const kept = keptSpan(doc, clip);
	const inUs = end === 'in' ? clamp(atUs, clip.startUs, kept.endUs - leastUs) : kept.startUs;
	const outUs = end === 'out' ? clamp(atUs, kept.startUs + leastUs, clip.endUs) : kept.endUs;
	const all = inUs === clip.startUs && outUs === clip.endUs;
	const after: Trim | null = all ? null : { ...doc.trim, inUs, outUs };
	if (sameValue(after, doc.trim)) return [];
	if (keptUs(keptPieces({ trim: after, cuts: doc.cuts.values() }, clip)) < leastUs) return [];
	return [{ kind: 'trim', key: 'trim', before: doc.trim, after }];
}

const clamp = (us: number, low: number, high: number): PtsUs =>
	Math.max(low, Math.min(us, Math.max(low, high))) as PtsUs;
