import { describe, expect, it } from 'vitest';
import { packTrack1 } from '../hands/pack-track-1.ts';
import { builtInProgramme } from '../programme/built-in.ts';
import { letterbox } from '../rendition/letterbox.ts';
import { renderTrack } from '../rendition/render-track.ts';
import type { RuleId } from '../../schema/quality.ts';
import { NOTHING_DECLARED } from '../../schema/quality-limits.ts';
import { ptsUs } from '../../schema/units.ts';
import { frameOf, working } from './fixtures.ts';
import { judgeRendition, looksOfRendition, type RenditionMeasures } from './judge-rendition.ts';
import { judgeTake } from './judge-take.ts';

const SPEC = builtInProgramme.rendition;
const SLOTS = 240;
/** A take of a 4:3 camera from 2 s on: the rendition has black at its sides. */
const box = letterbox({ width: 640, height: 480 }, SPEC);
const sourceUs = (i: number) => ptsUs(2_000_000 + (i * 1e6) / 30);
const slots = Array.from({ length: SLOTS }, (_, i) => ({
	timeUs: ptsUs((i * 1e6) / 30),
	sourceUs: sourceUs(i),
	repeated: false
}));
const track = slots.map((slot) => frameOf(slot.sourceUs, working(slot.sourceUs / 1e6, { aspect: 4 / 3 })));

const aRendition = (more: Partial<RenditionMeasures['capture']> = {}): RenditionMeasures => ({
	landmarks: packTrack1(renderTrack(track, [], slots, box)),
	capture: {
		captureTimeS: slots.map((slot) => slot.sourceUs / 1e6),
		repeated: slots.map((slot) => slot.repeated),
		picture: { left: box.left, top: box.top, width: box.pictureWidth, height: box.pictureHeight },
		redaction: { detectors: [], framesWithBoxes: 0, framesBlurredWhole: 0, holdUs: 500_000 },
		looks: null,
		...more
	},
	spec: SPEC,
	programme: builtInProgramme,
	task: builtInProgramme.tasks[0]!,
	declared: NOTHING_DECLARED,
	stillLook: null
});
const value = (report: ReturnType<typeof judgeTake>, rule: RuleId) =>
	report.results.find((result) => result.rule === rule)?.value;

describe('judgeRendition', () => {
	it('sees the hands as the camera did, whatever black lies around its picture', () => {
		const report = judgeRendition(aRendition());
		expect(report).toMatchObject({ of: 'rendition', verdict: 'accept' });
		const taken = judgeTake({
			timesUs: slots.map((slot) => slot.timeUs),
			durationUs: 8_000_000,
			frames: track.map((frame, i) => ({ ...frame, ptsUs: slots[i]!.timeUs })),
			looks: null,
			timeRangeS: null,
			aspect: 4 / 3
		});
		for (const rule of ['distance', 'margin', 'idle'] as const)
			expect(value(report, rule)).toBeCloseTo(value(taken, rule)!, 3);
	});
	it('judges cadence by the camera’s frames, not by slots that repeat one', () => {
		// A camera of 15 frames a second fills 30 slots a second by repeating every frame.
		const slow = aRendition({
			captureTimeS: slots.map((_, i) => sourceUs(i - (i % 2)) / 1e6),
			repeated: slots.map((_, i) => i % 2 === 1)
		});
		const cadence = judgeRendition(slow).results.find(({ rule }) => rule === 'cadence')!;
		expect(cadence).toMatchObject({ unit: 'fps', verdict: 'retake' });
		expect(cadence.value).toBeCloseTo(15, 4);
		expect(value(judgeRendition(slow), 'duration')).toBe(8);
	});
	it('is not troubled by what is cut out between two kept pieces', () => {
		// The second half comes from 30 s later on.
		const pieces = [
			{ startUs: sourceUs(0), endUs: sourceUs(120) },
			{ startUs: ptsUs(sourceUs(120) + 30e6), endUs: ptsUs(sourceUs(240) + 30e6) }
		];
		const captureTimeS = slots.map((slot, i) => (slot.sourceUs + (i < 120 ? 0 : 30e6)) / 1e6);
		const cut = judgeRendition(aRendition({ captureTimeS, pieces }));
		expect(cut).toEqual(judgeRendition(aRendition()));
		expect(judgeRendition(aRendition({ captureTimeS })).verdict).toBe('retake');
		const look = (us: number) => ({ ptsUs: ptsUs(us), luma: 1, clipped: 0, sharpness: 1, onHand: false });
		const looks = [2_000_000, 20_000_000, 36_500_000].map(look);
		expect(looksOfRendition(looks, { captureTimeS, pieces }, 30).map((each) => each.ptsUs)).toEqual([0, 4_500_000]);
	});
	it('says how many pictures had to be covered whole', () => {
		const covered = aRendition({
			redaction: { detectors: [], framesWithBoxes: 0, framesBlurredWhole: 60, holdUs: 500_000 }
		});
		expect(value(judgeRendition(covered), 'faces')).toBe(0.25);
	});
	it('follows the rules of the programme and of the task', () => {
		const plain = aRendition();
		const strict = { ...builtInProgramme, quality: { limits: { hand_small: { accept: 0.35, hard: 0.2 } } } };
		expect(judgeRendition({ ...plain, programme: strict }).verdict).toBe('warn');
		const task = { ...plain.task!, quality: { most: { distance: 'off' as const } } };
		expect(value(judgeRendition({ ...plain, programme: strict, task }), 'distance')).toBeUndefined();
	});
	it('is the same after a journey through JSON', () => {
		const looks = Array.from({ length: 40 }, (_, i) => ({ ptsUs: ptsUs(i * 200_000), luma: 100 + i / 3, clipped: 0.01 / 3, sharpness: 90.1 + i, onHand: true })); // prettier-ignore
		const here = aRendition({ looks });
		const there = { ...here, capture: JSON.parse(JSON.stringify(here.capture)) as typeof here.capture };
		expect(JSON.stringify(judgeRendition(there))).toBe(JSON.stringify(judgeRendition(here)));
	});
});

describe('looksOfRendition', () => {
	it('keeps samples of the kept range, on the rendition’s clock', () => {
		const look = (us: number) => ({ ptsUs: ptsUs(us), luma: 1, clipped: 0, sharpness: 1, onHand: false });
		const looks = [0, 1_999_999, 2_000_000, 2_200_000, 9_999_999, 10_000_000].map(look);
		expect(looksOfRendition(looks, aRendition().capture, 30).map((each) => each.ptsUs)).toEqual([
			0, 200_000, 7_999_999
		]);
	});
});
