import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ptsUs } from '../../schema/units.ts';
import { planCut, type CutRun, type ListedPacket } from './plan-cut.ts';

/** Pictures every 10 µs, a key picture every five, nothing reordered. */
const plain = (count: number): ListedPacket[] =>
	Array.from({ length: count }, (_, i) => ({ us: i * 10, key: i % 5 === 0 }));
const span = (startUs: number, endUs: number) => ({ startUs: ptsUs(startUs), endUs: ptsUs(endUs) });
/** Times of the cut clip that a plan leads to. */
const timesOf = (packets: readonly ListedPacket[], runs: readonly CutRun[]) =>
	runs.flatMap((run) =>
		(run.kind === 'copy' ? packets.slice(run.from, run.to).map((packet) => packet.us) : run.timesUs).map(
			(us) => us - run.shiftUs
		)
	);

describe('planning a cut', () => {
	it('encodes only the pictures before the first whole group', () => {
		expect(planCut(plain(30), [span(30, 220)])).toEqual([
			{ kind: 'encode', timesUs: [30, 40], shiftUs: 30 },
			{ kind: 'copy', from: 5, to: 22, shiftUs: 30 }
		]);
	});
	it('copies everything where the piece begins with a key picture', () => {
		expect(planCut(plain(30), [span(50, 220)])).toEqual([{ kind: 'copy', from: 5, to: 22, shiftUs: 50 }]);
	});
	it('joins pieces: each begins with a picture that decodes by itself', () => {
		expect(planCut(plain(30), [span(0, 70), span(120, 170)])).toEqual([
			{ kind: 'copy', from: 0, to: 7, shiftUs: 0 },
			{ kind: 'encode', timesUs: [120, 130, 140], shiftUs: 50 },
			{ kind: 'copy', from: 15, to: 17, shiftUs: 50 }
		]);
	});
	it('encodes a piece that lies inside one group', () => {
		expect(planCut(plain(30), [span(10, 30)])).toEqual([{ kind: 'encode', timesUs: [10, 20], shiftUs: 10 }]);
	});
	it('encodes the end too where pictures are reordered', () => {
		// Decoded 0 30 10 20 | 40 70 50 60, shown 0 10 20 30 40 …
		const packets = [0, 30, 10, 20, 40, 70, 50, 60].map((us, i) => ({ us, key: i % 4 === 0 }));
		expect(planCut(packets, [span(0, 60)])).toEqual([
			{ kind: 'copy', from: 0, to: 4, shiftUs: 0 },
			{ kind: 'encode', timesUs: [40, 50], shiftUs: 0 }
		]);
	});
	it('does not copy a group that hangs on one that is not there', () => {
		// The second group's pictures at 20 and 30 hang on the first group too.
		const packets = [0, 10, 40, 20, 30, 50].map((us, i) => ({ us, key: i === 0 || i === 2 }));
		expect(planCut(packets, [span(10, 60)])).toEqual([{ kind: 'encode', timesUs: [10, 20, 30, 40, 50], shiftUs: 10 }]);
		expect(planCut(packets, [span(0, 60)])).toEqual([{ kind: 'copy', from: 0, to: 6, shiftUs: 0 }]);
	});
	it('never copies pictures that an edit list hides', () => {
		const packets = [-20, -10, 0, 10, 20, 30].map((us, i) => ({ us, key: i % 5 === 0 }));
		expect(planCut(packets, [span(0, 40)])).toEqual([
			{ kind: 'encode', timesUs: [0, 10, 20], shiftUs: 0 },
			{ kind: 'copy', from: 5, to: 6, shiftUs: 0 }
		]);
	});
	it('gives exactly the kept pictures, from 0 on, whatever is cut', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 8 }), (edges) => {
				const sorted = [...new Set(edges)].sort((a, b) => a - b);
				const pieces = sorted
					.slice(0, -1)
					.flatMap((from, i) => (i % 2 === 0 ? [span(from * 10, sorted[i + 1]! * 10)] : []));
				const packets = plain(60);
				const runs = planCut(packets, pieces);
				const kept = packets.filter(({ us }) => pieces.some((piece) => us >= piece.startUs && us < piece.endUs));
				expect(timesOf(packets, runs)).toEqual(kept.map((_, i) => i * 10));
				for (const run of runs) if (run.kind === 'copy') expect(packets[run.from]!.key).toBe(true);
			})
		);
	});
});
