import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { truthTrack, type TruthTake } from '../suggest/truth-track.ts';
import { seenSoFar, seenSpans } from '../hands/hand-series.ts';
import { trackSignals } from '../hands/track-signals.ts';
import { nearestEdge, snapEdges } from './snap.ts';

type Truth = TruthTake & { events: { t: number; kind: string }[] };
const truth = (name: string): Truth =>
	JSON.parse(readFileSync(new URL(`../../../../tests/golden/synthetic/${name}.json`, import.meta.url), 'utf8'));
const edgesOf = (take: Truth) => {
	const frames = truthTrack(take);
	const signals = trackSignals(frames, take.height / take.width);
	return { frames, edges: snapEdges(signals, (take.frames.length * 1e6) / take.fps) };
};

describe('edges of the hands', () => {
	for (const name of ['pick-and-place', 'drop-and-regrasp'])
		it(`${name}: near every contact the fingers have closed`, () => {
			const take = truth(name);
			const { edges } = edgesOf(take);
			const pinches = edges.filter(({ kind }) => kind === 'pinch');
			const contacts = take.events.filter(({ kind }) => kind === 'contact');
			expect(contacts.length).toBeGreaterThan(0);
			for (const { t } of contacts) expect.soft(nearestEdge(pinches, t * 1e6, 150_000), `contact at ${t} s`).not.toBeNull();
		}); // prettier-ignore

	it('leaving-the-frame: a hand that goes and comes back is lost and seen', () => {
		const take = truth('leaving-the-frame');
		const { frames, edges } = edgesOf(take);
		const spans = (['left', 'right'] as const).flatMap((side) => seenSpans(seenSoFar(frames, side), 1e9));
		const ends = edges.filter(({ kind }) => kind === 'lost' || kind === 'seen').map(({ us }) => us);
		for (const us of ends) expect(spans.some((span) => span.startUs === us || span.endUs === us)).toBe(true);
		expect(edges.map(({ us }) => us)).toEqual([...edges.map(({ us }) => us)].sort((a, b) => a - b));
	});

	it('a still hand has none in the middle', () => {
		const take = truth('still-hand');
		expect(edgesOf(take).edges.filter(({ kind }) => kind !== 'still')).toEqual([]);
	});
});

it('speed is in frame widths a second, thumb to index in lengths of the palm', () => {
	const take = truth('pick-and-place');
	const frames = truthTrack(take);
	const { speed, gap } = trackSignals(frames, take.height / take.width);
	const known = (values: Float32Array) => [...values].filter((value) => !Number.isNaN(value));
	expect(speed.values[0]).toBeNaN();
	expect(Math.max(...known(speed.values))).toBeLessThan(5);
	expect(Math.min(...known(gap.values))).toBeGreaterThan(0);
	expect(Math.max(...known(gap.values))).toBeLessThan(2.5);
});

it('snaps only to what is near enough, and to the nearest', () => {
	const edges = [{ us: 100 }, { us: 200 }, { us: 230 }];
	expect(nearestEdge(edges, 210, 20)).toEqual({ us: 200 });
	expect(nearestEdge(edges, 216, 20)).toEqual({ us: 230 });
	expect(nearestEdge(edges, 150, 20)).toBeNull();
	expect(nearestEdge(edges, 999, 20)).toBeNull();
	expect(nearestEdge([], 1, 20)).toBeNull();
});
