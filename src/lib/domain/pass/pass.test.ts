import { describe, expect, it } from 'vitest';
import type { Sha256 } from '../../schema/ids.ts';
import type { TrackMaker } from '../../schema/track.ts';
import { betterOfEach, fastestEngine, sawHands } from './pick-engine.ts';
import { sameMaker, soundChunks } from './resume.ts';
import { roundTime, secondsForFrames } from './time-left.ts';

const aMaker = (more: Partial<TrackMaker> = {}): TrackMaker => ({
	model: 'hand_landmarker_full',
	modelSha256: 'a'.repeat(64) as Sha256,
	runtime: '@mediapipe/tasks-vision@0.10.35',
	delegate: 'CPU',
	inputMirrored: false,
	settings: { numHands: 2, engine: 'mediapipe-cpu' },
	...more
});
const aChunk = (seq: number, maker = aMaker()) => ({
	seq,
	frames: 60,
	firstPtsUs: seq * 2_000_000,
	lastPtsUs: seq * 2_000_000 + 1_966_667,
	maker
});

describe('going on', () => {
	it('[PASS1] what trials measured does not make another maker', () => {
		const timed = aMaker({ settings: { engine: 'mediapipe-cpu', trialMediapipeCpuMs: 31.2, numHands: 2 } });
		expect(sameMaker(aMaker(), timed)).toBe(true);
	});
	it.each([
		['model', { model: 'hand_landmarker_lite' }],
		['bytes of the model', { modelSha256: 'b'.repeat(64) as Sha256 }],
		['runtime', { runtime: 'onnxruntime-web@1.30.0' }],
		['delegate', { delegate: 'GPU' as const }],
		['mirroring', { inputMirrored: true }],
		['setting', { settings: { numHands: 1, engine: 'mediapipe-cpu' } }]
	])('[PASS1] another %s is another maker', (_, more) => {
		expect(sameMaker(aMaker(), aMaker(more))).toBe(false);
		expect(soundChunks([aChunk(0), aChunk(1), aChunk(2, aMaker(more))])).toBe(2);
	});
	it('[PASS1] nothing beyond a gap or out of order is counted', () => {
		expect(soundChunks([])).toBe(0);
		expect(soundChunks([aChunk(0), aChunk(1)])).toBe(2);
		expect(soundChunks([aChunk(0), aChunk(2)])).toBe(1);
		expect(soundChunks([aChunk(1)])).toBe(0);
		expect(soundChunks([aChunk(0), { ...aChunk(1), firstPtsUs: 1_966_667 }])).toBe(1);
	});
});

describe('the fastest engine', () => {
	const trial = (engine: 'a' | 'b' | 'c', ms: number | null, hands: number, frames = 20) => ({
		engine,
		ms,
		hands,
		frames
	});
	it('is the one with the smallest median', () => {
		expect(fastestEngine([trial('a', 40, 20), trial('b', 25, 20), trial('c', 31, 20)])).toBe('b');
	});
	it('[PASS2] is not the one that misses hands', () => {
		expect(fastestEngine([trial('a', 40, 20), trial('b', 12, 9)])).toBe('a');
		// 18 of 20 is the tenth that may be missed.
		expect(fastestEngine([trial('a', 40, 20), trial('b', 12, 18)])).toBe('b');
	});
	it('[PASS2] counts hands a frame: one that was let go after five frames found as many', () => {
		expect(fastestEngine([trial('a', 40, 20), trial('b', 200, 5, 5)])).toBe('a');
		expect(fastestEngine([trial('a', 40, 10), trial('b', 90, 5, 5)])).toBe('b');
	});
	it('counts the better of several trials of one engine', () => {
		const rounds = [
			trial('a', 66, 20),
			trial('b', 61, 20),
			trial('b', 59, 20),
			trial('a', 40, 20),
			trial('c', null, 0)
		];
		expect(betterOfEach(rounds).map(({ engine, ms }) => [engine, ms])).toEqual([['a', 40], ['b', 59], ['c', null]]); // prettier-ignore
	});
	it('is none where none could be timed', () => {
		expect(fastestEngine([])).toBeNull();
		expect(fastestEngine([trial('a', null, 0, 0)])).toBeNull();
	});
	it('[PASS3] without hands the trial says little', () => {
		expect(sawHands([trial('a', 9, 0), trial('b', 8, 0)])).toBe(false);
		expect(sawHands([trial('a', 9, 0), trial('b', 8, 1)])).toBe(true);
	});
});

describe('time left', () => {
	it('[PASS4] counts frames', () => {
		expect(secondsForFrames(240, 50)).toBe(12);
		expect(secondsForFrames(-3, 50)).toBe(0);
		expect(secondsForFrames(240, null)).toBeNull();
	});
	it('is rounded up as people say it', () => {
		expect(roundTime(2.4)).toEqual({ unit: 'few' });
		expect(roundTime(36)).toEqual({ unit: 'seconds', count: 40 });
		expect(roundTime(61)).toEqual({ unit: 'seconds', count: 70 });
		expect(roundTime(91)).toEqual({ unit: 'minutes', count: 2 });
		expect(roundTime(600)).toEqual({ unit: 'minutes', count: 10 });
	});
});
