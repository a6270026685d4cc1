import { describe, expect, it } from 'vitest';
import type { Sha256 } from '../../schema/ids.ts';
import type { AnnotationSnapshot, HandCorrection, Segment } from '../../schema/annotation.ts';
import type { TrackFrame } from '../../schema/track.ts';
import type { PtsUs } from '../../schema/time.ts';
import { chooseSlots } from './choose-slots.ts';
import { findFrame } from './find-frame.ts';
import { ImageStatsCounter, sampledFrames } from './image-stats.ts';
import { letterbox, renditionFromSourceX, renditionFromSourceY, sourceFromRendition } from './letterbox.ts';
import { renderAnnotation } from './render-annotation.ts';
import { renderTrack } from './render-track.ts';

const us = (value: number) => value as PtsUs;

describe('letterbox', () => {
	it('of an upright picture leaves bars left and right', () => {
		// 608×1080 into 1280×720: scale 2/3, 405.3 → 406 (even), bars of 437 → 436 (even).
		const box = letterbox({ width: 608, height: 1080 }, { width: 1280, height: 720 });
		expect(box).toEqual({ width: 1280, height: 720, left: 436, top: 0, pictureWidth: 406, pictureHeight: 720 });
		expect(renditionFromSourceX(box, 0)).toBe(436 / 1280);
		expect(renditionFromSourceX(box, 1)).toBe(842 / 1280);
		expect(renditionFromSourceY(box, 0.25)).toBe(0.25);
	});
	it('gives boxes back to the source', () => {
		const box = letterbox({ width: 608, height: 1080 }, { width: 1280, height: 720 });
		const back = sourceFromRendition(box, { x: 436 / 1280, y: 0.5, width: 203 / 1280, height: 0.25 });
		expect([back.x, back.y, back.width, back.height]).toEqual([0, 0.5, 0.5, 0.25]);
	});
	it('of the same shape fills the rendition', () => {
		const box = letterbox({ width: 640, height: 360 }, { width: 1280, height: 720 });
		expect([box.left, box.top, box.pictureWidth, box.pictureHeight]).toEqual([0, 0, 1280, 720]);
	});
});

describe('findFrame', () => {
	it('forgives rounding and nothing else', () => {
		expect(findFrame([0, 33_333, 66_667], 66_666)).toBe(2);
		expect(findFrame([0, 33_333, 66_667], 50_000)).toBe(-1);
		expect(findFrame([], 0)).toBe(-1);
	});
});

// A 10 fps source of 5 frames, the one at 300 ms missing; kept from 100 ms to 500 ms: slots show 100, 200, 200, 400.
const slots = chooseSlots(
	[0, 100_000, 200_000, 400_000] as PtsUs[],
	[{ startUs: us(100_000), endUs: us(500_000) }],
	10
);
// Source 100×100 into 200×100: the picture is the middle half.
const box = letterbox({ width: 100, height: 100 }, { width: 200, height: 100 });

function aCorrection(ptsUs: number, x: number): HandCorrection {
	return {
		ptsUs: us(ptsUs),
		side: 'right',
		points: Array.from({ length: 21 }, (_, i) => ({ x, y: 0.5, state: 'visible' as const, moved: i === 8 }))
	};
}
const aSegment = (id: string, startUs: number, endUs: number, more: object = {}): Segment =>
	({ id, startUs, endUs, source: 'human', kind: 'failure', code: 'fail.slip', side: null, ...more }) as Segment;

describe('renderAnnotation', () => {
	const labels: AnnotationSnapshot = {
		schema: 'annotation/2',
		trim: { inUs: us(100_000), outUs: us(500_000) },
		segments: [
			aSegment('a', 0, 90_000),
			aSegment('b', 50_000, 250_000),
			aSegment('c', 450_000, 900_000, { kind: 'recovery', code: 'rec.regrasp', recovers: 'a', outcome: null }),
			aSegment('d', 500_000, 600_000)
		],
		corrections: [aCorrection(200_000, 0.5), aCorrection(0, 0.1)]
	};
	const rendered = renderAnnotation(labels, us(100_000), slots, 10, box);
	it('clips segments to what is kept, drops the others, and says how many', () => {
		expect(rendered.annotation.segments.map(({ id, startUs, endUs }) => [id, startUs, endUs])).toEqual([
			['b', 0, 200_000],
			['c', 300_000, 400_000]
		]);
		expect(rendered.segmentsDropped).toBe(2);
	});
	it('covers the frames that were labelled, whichever way their times were rounded', () => {
		// 30 fps from frame 10 on: frame 50 is at 1 666 667 − 333 333 = 1 333 334, its slot at 1 333 333.
		const times = Array.from({ length: 100 }, (_, i) => Math.round((i * 1e6) / 30) as PtsUs);
		const thirty = chooseSlots(times, [{ startUs: times[10]!, endUs: times[90]! }], 30);
		const segments = [aSegment('e', times[50]!, times[71]!), aSegment('f', times[49]! + 1000, times[49]! + 2000)];
		const { annotation } = renderAnnotation({ ...labels, segments }, times[10]!, thirty, 30, box);
		expect(annotation.segments.map(({ startUs, endUs }) => [startUs, endUs])).toEqual([
			[thirty[40]!.timeUs, thirty[61]!.timeUs],
			[thirty[39]!.timeUs, thirty[40]!.timeUs]
		]);
	});
	it('lets a recovery stand alone when its failure was cut away', () => {
		expect(rendered.annotation.segments[1]).toMatchObject({ id: 'c', recovers: null, cause: 'fail.slip' });
	});
	it('takes the end and the moment between return and correction along, on slots', () => {
		const ending = { score: 4, checks: { 'lies-flat': true } };
		const more = { kind: 'recovery', code: 'rec.regrasp', recovers: null, outcome: null };
		const segments = [
			aSegment('g', 100_000, 400_000, { ...more, correctUs: 200_000 }),
			aSegment('h', 100_000, 300_000, { ...more, correctUs: 900_000 })
		];
		const { annotation } = renderAnnotation({ ...labels, segments, ending }, us(100_000), slots, 10, box);
		expect(annotation.ending).toEqual(ending);
		expect(annotation.segments).toMatchObject([
			{ startUs: 0, correctUs: 100_000 },
			{ endUs: 200_000, correctUs: 200_000 }
		]);
	});
	it('takes the box that a hand was found in along, in the space of the rendition', () => {
		const [found] = labels.corrections;
		const from = {
			kind: 'box' as const,
			model: 'm',
			modelSha256: 'a'.repeat(64) as Sha256,
			runtime: 'r',
			presence: 0.9
		};
		const boxed = { ...found!, from: { ...from, box: { x: 0.25, y: 0.25, width: 0.5, height: 0.5 } } };
		// Half of the size, in the middle: the left edge lies at (320 + 0.25 × 640) / 1280.
		const half = { width: 1280, height: 720, left: 320, top: 180, pictureWidth: 640, pictureHeight: 360 };
		const { annotation } = renderAnnotation({ ...labels, corrections: [boxed] }, us(100_000), slots, 10, half);
		expect(annotation.corrections[0]!.from).toEqual({
			...from,
			box: { x: 0.375, y: 0.375, width: 0.25, height: 0.25 }
		});
	});
	it('gives a correction to every slot that shows its frame, in the space of the rendition', () => {
		expect(rendered.annotation.corrections.map((each) => each.ptsUs)).toEqual([100_000, 200_000]);
		expect(rendered.annotation.corrections[0]!.points[8]).toMatchObject({ x: 0.5, y: 0.5, moved: true });
		expect(rendered.correctionsDropped).toBe(1);
	});
	it('carries no trim: it is carried out', () => expect(rendered.annotation.trim).toBeNull());
});

describe('renderTrack', () => {
	const hand = (side: 'left' | 'right', x: number) => ({
		side,
		rawLabel: side,
		handednessScore: 0.9,
		presence: null,
		landmarkConfidence: null,
		imageLandmarks: Float32Array.from({ length: 63 }, (_, i) => (i % 3 === 0 ? x : i % 3 === 1 ? 0.25 : 0.2)),
		worldLandmarks: new Float32Array(63).fill(0.03)
	});
	const track: TrackFrame[] = [
		{ ptsUs: us(0), hands: [hand('left', 0)] },
		{ ptsUs: us(100_001), hands: [hand('left', 0), hand('right', 1)] },
		{ ptsUs: us(200_000), hands: [hand('right', 1)] },
		{ ptsUs: us(400_000), hands: [] }
	];
	const rendered = renderTrack(track, [aCorrection(200_000, 0.6)], slots, box);
	it('has one frame for each slot, an empty one where the model saw none', () => {
		expect(rendered.map((frame) => frame.ptsUs)).toEqual([0, 100_000, 200_000, 300_000]);
		expect(rendered.map((frame) => frame.hands.length)).toEqual([2, 1, 1, 0]);
	});
	it('moves points into the letterbox, depth with the scale of x, world untouched', () => {
		const left = rendered[0]!.hands.find((each) => each.side === 'left')!;
		expect(left.imageLandmarks[0]).toBeCloseTo(0.25);
		expect(left.imageLandmarks[1]).toBeCloseTo(0.25);
		expect(left.imageLandmarks[2]).toBeCloseTo(0.1);
		expect(left.worldLandmarks[0]).toBeCloseTo(0.03);
	});
	it('puts the person’s points on the corrected frame and on its repetition', () => {
		for (const i of [1, 2]) expect(rendered[i]!.hands[0]!.imageLandmarks[0]).toBeCloseTo(0.25 + 0.6 / 2);
		expect(rendered[0]!.hands.find((each) => each.side === 'right')!.imageLandmarks[0]).toBeCloseTo(0.75);
	});
});

describe('image statistics', () => {
	it('are exact', () => {
		const stats = new ImageStatsCounter();
		expect(stats.result()).toBeNull();
		// Two pixels: red 0 and 255, green 51 twice, blue 255 twice.
		stats.add(Uint8ClampedArray.of(0, 51, 255, 255, 255, 51, 255, 255));
		const result = stats.result()!;
		expect(result.mean).toEqual([0.5, 0.2, 1]);
		expect(result.std).toEqual([0.5, 0, 0]);
		expect([result.min, result.max]).toEqual([[0, 0.2, 1], [1, 0.2, 1]]); // prettier-ignore
		expect(result.quantiles['q01']).toEqual([0, 0.2, 1]);
		expect(result.quantiles['q99']).toEqual([1, 0.2, 1]);
		expect(result.count).toBe(1);
	});
	it('look at every frame of a short clip and at n^0.75 of a long one', () => {
		expect(sampledFrames(90)).toHaveLength(90);
		const long = sampledFrames(10_000);
		expect(long).toHaveLength(1000);
		expect([long[0], long.at(-1)]).toEqual([0, 9999]);
		expect(new Set(long).size).toBe(1000);
	});
});
