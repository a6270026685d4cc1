import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CameraProbe } from '../../schema/probe.ts';
import { controlsOf } from './camera-controls.ts';
import { chooseEncoder } from './choose-encoder.ts';
import { jitterUs } from './jitter.ts';
import { judgeProbe, type ProbeVerdict } from './judge-probe.ts';
import { noiseBetween, noiseWithin } from '../quality/noise.ts';
import { stillLook } from './still-look.ts';

const capture = { width: 1280, height: 720, fps: 30, minimum: { height: 360, fps: 15 } };
const aProbe = (more: Partial<CameraProbe> = {}): CameraProbe => ({
	schema: 'camera-probe/1',
	label: 'Webcam',
	atMs: 0,
	wanted: { width: 1280, height: 720, fps: 30 },
	width: 1280,
	height: 720,
	frames: 90,
	fps: 30,
	jitterUs: 1000,
	longestGapUs: 34_000,
	encoders: [{ codec: 'avc1.42001f', fps: 200 }],
	codec: 'avc1.42001f',
	tracking: { delegate: 'CPU', medianMs: 40, fps: 20 },
	minutes: 300,
	look: { luma: 120, clipped: 0, sharpness: 100, noise: 1 },
	...more
});
const worst = (more: Partial<CameraProbe>) => {
	const { verdict, reasons } = judgeProbe(aProbe(more), capture);
	return [verdict, reasons[0]?.rule, reasons[0]?.part];
};
const encodes = (fps: number) => ({ encoders: [{ codec: 'x', fps }], codec: 'x' });
const lit = (luma: number) => ({ look: { luma, clipped: 0, sharpness: 100, noise: 1 } });

describe('the verdict on a camera', () => {
	it('accepts a good one without a word', () => {
		expect(judgeProbe(aProbe(), capture)).toEqual({ verdict: 'accept', reasons: [] });
	});
	it.each<[string, Partial<CameraProbe>, ProbeVerdict, string, string]>([
		['CR1', { width: 640, height: 480 }, 'warn', 'size', 'camera'],
		['CR1', { width: 640, height: 360 }, 'warn', 'size', 'camera'],
		['CR1', { width: 320, height: 240 }, 'refuse', 'size', 'camera'],
		['CR2', { fps: 23.9 }, 'warn', 'rate', 'camera'],
		['CR2', { fps: 14.9 }, 'refuse', 'rate', 'camera'],
		['CR3', { fps: 14.9, ...lit(40) }, 'refuse', 'rate_in_the_dark', 'light'],
		['CR13', { fps: 14.9, cameraFps: 30 }, 'warn', 'rate_here', 'computer'],
		['CR13', { fps: 14, cameraFps: 16 }, 'warn', 'rate_here', 'computer'],
		['CR13', { fps: 14, cameraFps: 14.5 }, 'refuse', 'rate', 'camera'],
		['CR13', { fps: 20, cameraFps: 23 }, 'warn', 'rate', 'camera'],
		['CR4', lit(59), 'warn', 'too_dark', 'light'],
		['CR4', lit(201), 'warn', 'too_bright', 'light'],
		['CR5', encodes(44), 'warn', 'encoder', 'computer'],
		['CR5', encodes(14), 'refuse', 'encoder', 'computer'],
		['CR6', { tracking: { delegate: 'CPU', medianMs: 200, fps: 5 } }, 'warn', 'tracking', 'computer'],
		['CR7', { minutes: 9 }, 'warn', 'space', 'space'],
		['CR7', { minutes: 0.5 }, 'refuse', 'space', 'space'],
		['CR8', { jitterUs: 17_000 }, 'warn', 'jitter', 'camera']
	])('[%s] %o: %s, %s', (_, more, verdict, rule, part) => {
		expect(worst(more)).toEqual([verdict, rule, part]);
	});
	it.each<[string, Partial<CameraProbe>]>([
		['CR2', { fps: 24 }],
		['CR4', lit(60)],
		['CR5', encodes(45)],
		['CR6', { tracking: { delegate: 'CPU', medianMs: 100, fps: 8 } }],
		['CR7', { minutes: 10 }]
	])('[%s] a value at the limit is good: %o', (_, more) => {
		expect(judgeProbe(aProbe(more), capture).verdict).toBe('accept');
	});
	it('does not judge what was not measured', () => {
		expect(judgeProbe(aProbe({ tracking: null, minutes: null, look: null, codec: null }), capture).verdict).toBe(
			'accept'
		);
	});
	it('names the worst part first, however the rules are ordered', () => {
		expect(worst({ width: 640, height: 480, minutes: 0 })).toEqual(['refuse', 'space', 'space']);
	});
	it('[CR3] a phone held upright is measured by its shorter edge', () => {
		expect(judgeProbe(aProbe({ width: 720, height: 1280 }), capture).verdict).toBe('accept');
	});
	it('takes the default minimum where the programme has none', () => {
		const { verdict } = judgeProbe(aProbe({ fps: 14 }), { width: 1280, height: 720, fps: 30 });
		expect(verdict).toBe('refuse');
	});
	it('[CR12] more of anything good never makes it worse', () => {
		const rank = { accept: 0, warn: 1, refuse: 2 };
		const some = fc.record({
			height: fc.integer({ min: 100, max: 1080 }),
			minutes: fc.integer({ min: 0, max: 30 }),
			tracking: fc.integer({ min: 0, max: 30 }),
			encoder: fc.integer({ min: 0, max: 90 })
		});
		const verdict = (of: { height: number; minutes: number; tracking: number; encoder: number }) =>
			rank[
				judgeProbe(
					aProbe({
						height: of.height,
						minutes: of.minutes,
						tracking: { delegate: 'GPU', medianMs: 1, fps: of.tracking },
						...encodes(of.encoder)
					}),
					capture
				).verdict
			];
		fc.assert(
			fc.property(some, fc.constantFrom('height', 'minutes', 'tracking', 'encoder'), fc.nat(40), (base, key, more) => {
				expect(verdict({ ...base, [key]: base[key as keyof typeof base] + more })).toBeLessThanOrEqual(verdict(base));
			})
		);
	});
});

describe('the encoder', () => {
	const [h264, vp9, vp8] = ['avc1.42001f', 'vp09.00.31.08', 'vp8'];
	it('[CR9] is the first that is half as fast again as the camera', () => {
		const tried = [
			{ codec: h264!, fps: 44 },
			{ codec: vp9!, fps: 45 },
			{ codec: vp8!, fps: 300 }
		];
		expect(chooseEncoder(tried, 30)?.codec).toBe(vp9);
	});
	it('[CR9] is the fastest where none is, and none where none works', () => {
		expect(
			chooseEncoder(
				[
					{ codec: h264!, fps: 0 },
					{ codec: vp9!, fps: 12 },
					{ codec: vp8!, fps: 20 }
				],
				30
			)?.codec
		).toBe(vp8);
		expect(chooseEncoder([{ codec: h264!, fps: 0 }], 30)).toBeNull();
	});
});

describe('jitter', () => {
	it('is none for even frames, and what one gap in ten is off by', () => {
		const even = Array.from({ length: 101 }, (_, i) => i * 40_000);
		expect(jitterUs(even)).toBe(0);
		const late = even.map((time, i) => (i % 10 === 5 ? time + 7_000 : time));
		expect(jitterUs(late)).toBe(7_000);
		expect(jitterUs([0, 5])).toBe(0);
	});
});

describe('a still scene', () => {
	/** Sum of twelve uniform numbers, a normal deviate to within a per cent, from a fixed seed. */
	const normal = (seed: number) => {
		let state = seed;
		const uniform = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
		return () => Array.from({ length: 12 }, uniform).reduce((a, b) => a + b, -6);
	};
	const [width, height] = [96, 64];
	const scene = (sigma: number, seed: number) => {
		const noise = normal(seed);
		const luma = Uint8Array.from({ length: width * height }, (_, i) => {
			const edge = Math.floor((i % width) / 8) % 2 === 0 ? 60 : 160;
			return Math.round(edge + sigma * noise());
		});
		return { luma, width, height };
	};
	it.each([0.7, 2, 6])('[CR11] measures a noise of %f within a tenth and a twentieth of a step', (sigma) => {
		expect(Math.abs(noiseBetween(scene(sigma, 1), scene(sigma, 2)) - sigma)).toBeLessThan(0.1 * sigma + 0.05);
	});
	it.each([0.7, 2, 6])('finds a noise of %f in one picture alone', (sigma) => {
		// Edges on an eighth of the picture make it a little too large.
		const found = noiseWithin(scene(sigma, 1));
		expect(found).toBeGreaterThan(0.95 * sigma);
		expect(found).toBeLessThan(1.4 * sigma + 0.2);
	});
	it('finds no noise in two equal pictures', () => {
		expect(noiseBetween(scene(0, 1), scene(0, 1))).toBeLessThan(0.3);
	});
	it('[CR11] says the same sharpness of a noisy scene and of a quiet one', () => {
		const of = (sigma: number) => stillLook(Array.from({ length: 7 }, (_, i) => scene(sigma, i + 1)))!.sharpness;
		expect(of(5) / of(0.5)).toBeGreaterThan(0.9);
		expect(of(5) / of(0.5)).toBeLessThan(1.1);
	});
	it('[CR11] four pictures are too few', () => {
		expect(stillLook([1, 2, 3, 4].map((seed) => scene(1, seed)))).toBeNull();
	});
});

describe('what a camera offers', () => {
	it('offers the sizes it has, and locks that can be opened again', () => {
		const found = controlsOf({
			width: { max: 1920 },
			height: { max: 1080 },
			exposureMode: ['manual', 'continuous'],
			focusMode: ['manual']
		});
		expect(found).toEqual({ heights: [720, 1080], exposureLock: true, focusLock: false });
	});
	it('offers nothing where the browser does not tell', () => {
		expect(controlsOf({})).toEqual({ heights: [], exposureLock: false, focusLock: false });
	});
});
