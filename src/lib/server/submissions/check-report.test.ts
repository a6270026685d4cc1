import { describe, expect, it } from 'vitest';
import { packTrack1 } from '../../domain/hands/pack-track-1.ts';
import { builtInProgramme } from '../../domain/programme/built-in.ts';
import { frameOf, working } from '../../domain/quality/fixtures.ts';
import { judgeRendition } from '../../domain/quality/judge-rendition.ts';
import { NOTHING_DECLARED } from '../../schema/quality-limits.ts';
import type { Declared, FrameLook } from '../../schema/quality.ts';
import type { CaptureFile, Manifest } from '../../schema/submission.ts';
import { ptsUs } from '../../schema/units.ts';
import { checkReport } from './check-report.ts';

const FRAMES = 180;
const task = builtInProgramme.tasks[0]!;
const manifest = { taskId: task.id, rendition: builtInProgramme.rendition } as Manifest;
const atUs = (i: number) => ptsUs((i * 1e6) / 30);
const landmarksOf = (spoil: (hand: Float32Array, i: number) => void = () => undefined): Uint8Array => {
	const frames = Array.from({ length: FRAMES }, (_, i) => frameOf(atUs(i), working(i / 30)));
	frames.forEach((frame, i) => spoil(frame.hands[0]!.imageLandmarks, i));
	return new Uint8Array(packTrack1(frames));
};
const LOOKS = Array.from({ length: 30 }, (_, i): FrameLook => ({ ptsUs: ptsUs(i * 200_000), luma: 120, clipped: 0.001, sharpness: 100 + i, onHand: true })); // prettier-ignore

function captureOf(landmarks: Uint8Array, declared: Declared = NOTHING_DECLARED): CaptureFile {
	const capture = {
		facts: {},
		captureTimeS: Array.from({ length: FRAMES }, (_, i) => 1 + i / 30),
		repeated: Array.from({ length: FRAMES }, () => false),
		redaction: { detectors: [], framesWithBoxes: 0, framesBlurredWhole: 0, holdUs: 500_000 },
		looks: LOOKS
	} as unknown as CaptureFile;
	const quality = judgeRendition({
		landmarks: new Uint8Array(landmarks).buffer,
		capture,
		spec: manifest.rendition,
		programme: builtInProgramme,
		task,
		declared,
		stillLook: null
	});
	return JSON.parse(JSON.stringify({ ...capture, quality })) as CaptureFile;
}
const check = (capture: CaptureFile, landmarks: Uint8Array) =>
	checkReport(capture, landmarks, manifest, builtInProgramme);
const refusedFor = (rules: string[]) => ({ ok: false, refusal: { code: 'report_mismatch', more: { rules } } });

describe('checkReport', () => {
	const landmarks = landmarksOf();
	it('grants the report that the same bytes give here', () => {
		expect(check(captureOf(landmarks), landmarks)).toEqual({ ok: true, value: null });
		const declared = { absent: { left: [], right: [20] }, covered: { left: true, right: false } };
		expect(check(captureOf(landmarks, declared), landmarks)).toEqual({ ok: true, value: null });
	});
	it('names the rules whose landmarks tell otherwise', () => {
		const gone = landmarksOf((hand, i) => i > 100 && hand.fill(3));
		expect(check(captureOf(landmarks), gone)).toMatchObject({
			ok: false,
			refusal: { more: { rules: expect.arrayContaining(['hand_visibility', 'longest_gap']) } }
		});
	});
	it('takes the samples of pixels as signed, and the rules on them for its own', () => {
		const capture = captureOf(landmarks);
		const darker = { ...capture, looks: LOOKS.map((look) => ({ ...look, luma: 30 })) };
		expect(check(darker, landmarks)).toMatchObject(refusedFor(['light']));
	});
	it('a difference that was declared after the check does not fit it', () => {
		const capture = captureOf(landmarks);
		const quality = { ...capture.quality!, declared: { ...NOTHING_DECLARED, covered: { left: true, right: true } } };
		expect(check({ ...capture, quality }, landmarks).ok).toBe(false);
	});
	it('refuses landmarks that are no numbers, and does not fall over them', () => {
		const broken = landmarksOf((hand) => hand.fill(NaN, 0, 6));
		expect(check(captureOf(landmarks), broken)).toMatchObject({ ok: false, refusal: { code: 'report_mismatch' } });
	});
});
