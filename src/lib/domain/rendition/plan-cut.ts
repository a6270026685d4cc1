import type { Span } from '../annotation/lanes.ts';

/** A packet of a clip: presentation time from the first picture that is shown, whole microseconds; `key`: decodes by itself. */
export type ListedPacket = { us: number; key: boolean };

/**
 * A run of pictures of the cut clip, beginning with one that decodes by itself.
 * copy    packets `[from, to)` of the list, as they are
 * encode  the pictures at `timesUs`, decoded and encoded again
 * shiftUs goes off every time of the run: the cut clip begins at 0 and has no holes
 */
export type CutRun =
	{ kind: 'copy'; from: number; to: number; shiftUs: number } | { kind: 'encode'; timesUs: number[]; shiftUs: number };

/**
 * Which packets of a clip can be copied so that nothing but `pieces` is in the result, and which pictures must be encoded
 * again. A group of pictures is copied where all of it is kept; of the last one, where nothing is reordered, what is kept
 * from its beginning on. Groups whose first pictures hang on the group before are copied only behind that one.
 * packets  in the order of decoding
 * pieces   in order, disjoint, their edges where pictures begin
 */
export function planCut(packets: readonly ListedPacket[], pieces: readonly Span[]): CutRun[] {
	const groups = groupsOf(packets);
	const runs: CutRun[] = [];
	let lengthUs = 0;
	for (const { startUs, endUs } of pieces) {
		const shiftUs = startUs - lengthUs;
		lengthUs += endUs - startUs;
		const kept = (us: number) => us >= startUs && us < endUs;
		const first = runs.length;
		for (const { from, to } of groups) {
			const group = packets.slice(from, to);
			const times = group.map((packet) => packet.us);
			if (!times.some(kept)) continue;
			const before = runs.length > first ? runs.at(-1) : undefined;
			const behind = before?.kind === 'copy' && before.to === from ? before : undefined;
			const leads = group.some((packet) => packet.us < group[0]!.us);
			const rises = times.every((us, i) => i === 0 || us > times[i - 1]!);
			const fits = times.every(kept) || (rises && kept(times[0]!));
			if (fits && group[0]!.key && (!leads || behind)) {
				const end = times.every(kept) ? to : from + times.filter(kept).length;
				if (behind) behind.to = end;
				else runs.push({ kind: 'copy', from, to: end, shiftUs });
			} else {
				const timesUs = times.filter(kept).sort((a, b) => a - b);
				if (before?.kind === 'encode') before.timesUs.push(...timesUs);
				else runs.push({ kind: 'encode', timesUs, shiftUs });
			}
		}
	}
	return runs;
}

/** Groups of pictures as they lie in the file: from one key picture to the next. */
function groupsOf(packets: readonly ListedPacket[]): { from: number; to: number }[] {
	const starts = packets.flatMap((packet, i) => (packet.key || i === 0 ? [i] : []));
	return starts.map((from, i) => ({ from, to: starts[i + 1] ?? packets.length }));
}
