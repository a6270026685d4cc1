import { ptsUs } from '../../schema/units.ts';
import type { Span } from './lanes.ts';

/** How much is played on either side of a cut, so that it can be judged. */
const BESIDE_US = 1_000_000;

/**
 * What to play again and again: the chosen label; else the edge of a cut nearest to `nowUs`, a second on its kept sides, as
 * it will be with the piece cut out; else everything.
 * pieces  what is kept, in order (`keptPieces`)
 */
export function loopSpans(selected: Span | null, pieces: readonly Span[], clip: Span, nowUs: number): Span[] {
	if (selected) return [{ startUs: selected.startUs, endUs: selected.endUs }];
	const edges = pieces
		.flatMap(({ startUs, endUs }, i) => [
			{ us: startUs, before: i - 1, after: i },
			{ us: endUs, before: i, after: i + 1 }
		])
		.filter(({ us }) => us > clip.startUs && us < clip.endUs)
		.sort((a, b) => Math.abs(a.us - nowUs) - Math.abs(b.us - nowUs));
	const edge = edges[0];
	if (!edge) return [clip];
	const [before, after] = [pieces[edge.before], pieces[edge.after]];
	return [
		...(before ? [{ startUs: ptsUs(Math.max(before.startUs, before.endUs - BESIDE_US)), endUs: before.endUs }] : []),
		...(after ? [{ startUs: after.startUs, endUs: ptsUs(Math.min(after.endUs, after.startUs + BESIDE_US)) }] : [])
	];
}
