import { describe, expect, it } from 'vitest';
import { aCorrection, anAnnotation, aTrackFrame } from '../../../../tests/builders/submission.ts';
import type { GripSegment, Segment } from '../../schema/annotation.ts';
import { episodeRows, type EpisodeInput } from './episode-rows.ts';
import { STATE_NAMES, TABULAR_FEATURES } from './feature-table.ts';
import { fillPath, placeOf, VIDEO_PATH } from './layout.ts';

const input = (more: Partial<EpisodeInput> = {}): EpisodeInput => {
	const frames = more.frames ?? Array.from({ length: 30 }, (_, i) => aTrackFrame(i));
	return {
		episodeIndex: 2,
		taskIndex: 1,
		firstRow: 100,
		firstSegmentId: 7,
		fps: 30,
		frames,
		annotation: anAnnotation(),
		steps: ['reach', 'carry'],
		captureTimeS: frames.map((_, i) => i),
		repeated: frames.map(() => false),
		...more
	};
};

describe('episodeRows', () => {
	it('fills every column of the feature table and no other, with its width and without null', () => {
		const rows = episodeRows(input());
		expect(Object.keys(rows).sort()).toEqual(Object.keys(TABULAR_FEATURES).sort());
		for (const [name, feature] of Object.entries(TABULAR_FEATURES)) {
			expect(rows[name]).toHaveLength(30);
			for (const value of rows[name]!) {
				expect(value).not.toBeNull();
				if (feature.shape[0] > 1) expect(value).toHaveLength(feature.shape[0]);
			}
		}
	});

	it('writes observation.state in the order of its names', () => {
		const state = episodeRows(input())['observation.state']![10] as number[];
		const at = (name: string) => state[STATE_NAMES.indexOf(name)];
		expect(STATE_NAMES).toHaveLength(26);
		expect(STATE_NAMES[0]).toBe('left.wrist.x');
		expect([at('left.present'), at('left.index_tip.x'), at('right.present')]).toEqual([0, 0, 1]);
		// The right index tip is point 8: x = 0.08 + 10/1000, y = 0.08.
		expect(at('right.index_tip.x')).toBeCloseTo(0.09, 6);
		expect(at('right.index_tip.y')).toBeCloseTo(0.08, 6);
	});

	it('puts a corrected point into kp2d, into the state of its frame and into the action of the frame before', () => {
		const rows = episodeRows(input());
		const x = STATE_NAMES.indexOf('right.wrist.x');
		expect((rows['hand.right.kp2d']![3] as number[]).slice(0, 2)).toEqual([0.5, 0.25]);
		expect((rows['observation.state']![3] as number[])[x]).toBe(0.5);
		expect((rows['action']![2] as number[])[x]).toBe(0.5);
		expect(rows['hand.right.human']!.map(Number).reduce((a, b) => a + b)).toBe(1);
	});

	it('finds the slot of a correction whose time was rounded by a microsecond', () => {
		const correction = aCorrection(4, 0.5, 0.5);
		const annotation = anAnnotation({
			corrections: [{ ...correction, ptsUs: (correction.ptsUs + 1) as typeof correction.ptsUs }]
		});
		expect(episodeRows(input({ annotation }))['hand.right.human']!.indexOf(true)).toBe(4);
	});

	it('takes a hand away that a person called absent, and adds one that only a person saw', () => {
		const absent = aCorrection(4, 0.1, 0.1);
		for (const point of absent.points) point.state = 'absent';
		const added = { ...aCorrection(5, 0.2, 0.3), side: 'left' as const };
		const rows = episodeRows(input({ annotation: anAnnotation({ corrections: [absent, added] }) }));
		expect([rows['hand.right.present']![4], rows['hand.right.human']![4]]).toEqual([false, true]);
		expect((rows['hand.right.kp2d']![4] as number[]).every((v) => v === 0)).toBe(true);
		expect(rows['hand.left.present']!.map(Number).reduce((a, b) => a + b)).toBe(1);
		expect((rows['hand.left.kp2d']![5] as number[]).slice(0, 3)).toEqual([0.2, 0.3, 0]);
	});

	it('writes attempts by their number, steps by their place in the task, contact by its state, 0 where nobody said', () => {
		const made = (n: number, from: number, to: number, more: object) =>
			({
				id: `0190a0b0-0000-7000-8000-0000000001${n}0`,
				source: 'human',
				startUs: aTrackFrame(from).ptsUs,
				endUs: aTrackFrame(to).ptsUs,
				...more
			}) as Segment;
		const segments = [
			made(1, 0, 2, { kind: 'attempt' }),
			made(2, 2, 5, { kind: 'attempt' }),
			made(3, 1, 3, { kind: 'step', step: 'carry' }),
			made(4, 3, 4, { kind: 'step', step: 'not-in-this-task' }),
			made(5, 4, 5, { kind: 'step', step: null }),
			made(6, 0, 2, { kind: 'contact', side: 'left', contact: 'none' }),
			made(7, 1, 4, { kind: 'contact', side: 'right', contact: 'fixed_object' })
		];
		const rows = episodeRows(input({ annotation: anAnnotation({ segments }) }));
		const first = (name: string) => rows[name]!.slice(0, 6).map(Number);
		expect(first('annotation.attempt')).toEqual([1, 1, 2, 2, 2, 0]);
		expect(first('annotation.step')).toEqual([0, 2, 2, 1000, 0, 0]);
		expect(first('annotation.contact.left')).toEqual([1, 1, 0, 0, 0, 0]);
		expect(first('annotation.contact.right')).toEqual([0, 5, 5, 5, 0, 0]);
	});

	it('lets the segment that began last speak where two overlap, and ends a segment before its own end', () => {
		const [grip] = anAnnotation().segments as [GripSegment];
		const later = { ...grip, grip: 'G10' as const, startUs: aTrackFrame(5).ptsUs, endUs: aTrackFrame(8).ptsUs };
		const rows = episodeRows(input({ annotation: anAnnotation({ segments: [later, grip] }) }));
		expect(rows['annotation.grip.right']!.slice(3, 11).map(Number)).toEqual([12, 12, 10, 10, 10, 12, 12, 0]);
		expect(rows['annotation.segment_id']!.slice(4, 6).map(Number)).toEqual([8, 7]);
	});

	it('calls an episode a success on its last frame, unless somebody gave up', () => {
		expect(episodeRows(input())['next.success']!.lastIndexOf(true)).toBe(29);
		expect(episodeRows(input())['next.success']!.indexOf(true)).toBe(29);
		const segments = anAnnotation().segments.map((s) => (s.kind === 'recovery' ? { ...s, outcome: 'no' as const } : s));
		expect(episodeRows(input({ annotation: anAnnotation({ segments }) }))['next.success']).not.toContain(true);
	});

	it('writes 0 where a model gave no number', () => {
		const frame = aTrackFrame(0);
		frame.hands[0]!.imageLandmarks[0] = NaN;
		const rows = episodeRows(input({ frames: [frame], captureTimeS: [0], repeated: [false] }));
		expect((rows['hand.right.kp2d']![0] as number[])[0]).toBe(0);
	});

	it('refuses lists of another length than the frames', () => {
		expect(() => episodeRows(input({ repeated: [false] }))).toThrow('1 values for 30 frames');
		expect(() => episodeRows(input({ frames: [] }))).toThrow(RangeError);
	});
});

describe('layout', () => {
	it('opens chunk 1 at file 1000', () => {
		expect(fillPath(VIDEO_PATH, placeOf(1000), 'observation.images.webcam')).toBe('videos/observation.images.webcam/chunk-001/file-000.mp4'); // prettier-ignore
		expect(fillPath(VIDEO_PATH, placeOf(999), 'c')).toBe('videos/c/chunk-000/file-999.mp4');
	});
});
