import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TrackFrame, TrackedHand } from '../../schema/track.ts';
import { ptsUs } from '../../schema/units.ts';
import { bytesForFrames1, packTrack1, unpackTrack1 } from './pack-track-1.ts';
import { blockFrom1, packTrack, unpackTrack } from './pack-track.ts';

const numbers = (from: number, step: number) => Float32Array.from({ length: 63 }, (_, i) => from + i * step);
const aHand = (side: 'left' | 'right', more: Partial<TrackedHand> = {}): TrackedHand => ({
	side,
	rawLabel: 'right',
	handednessScore: 0.75,
	presence: null,
	landmarkConfidence: null,
	imageLandmarks: numbers(0.5, 0.001),
	worldLandmarks: numbers(-0.5, -0.0001),
	...more
});
const at = (us: number, ...hands: TrackedHand[]): TrackFrame => ({ ptsUs: ptsUs(us), hands });

describe('packTrack', () => {
	it('[PACK1] what was packed comes back', () => {
		const frames = [at(0), at(33_333, aHand('right')), at(66_667, aHand('left'), aHand('right', { rawLabel: 'left' }))];
		expect(unpackTrack(packTrack(frames))).toEqual(frames);
		expect(unpackTrack(packTrack([]))).toEqual([]);
	});
	it('[PACK2] not said stays null, and 0 stays 0', () => {
		const confidence = new Float32Array(21).fill(0);
		const frames = [
			at(0, aHand('left', { presence: 0, landmarkConfidence: confidence }), aHand('right', { presence: 0.5 }))
		];
		expect(unpackTrack(packTrack(frames))).toEqual(frames);
	});
	it('[PACK3] a bystander keeps its number and is not one of the hands', () => {
		const frames: TrackFrame[] = [
			{ ...at(0, aHand('left')), bystanders: [{ ...aHand('left'), track: 0 }, { ...aHand('right'), track: 3 }] }
		]; // prettier-ignore
		expect(unpackTrack(packTrack(frames))).toEqual(frames);
	});
	it('[PACK4] bytes of another layout or cut short are refused', () => {
		const block = packTrack([at(0, aHand('left'))]);
		expect(() => unpackTrack(block.slice(0, -4))).toThrow(RangeError);
		expect(() => unpackTrack(packTrack1([at(0, aHand('left'))]))).toThrow(RangeError);
		expect(() => unpackTrack(new ArrayBuffer(3))).toThrow(RangeError);
	});
});

describe('layout 1', () => {
	it('[PACK5] a block saved before layout 2 opens, and what it never held is null', () => {
		const saved = readFileSync('tests/golden/track-block-1/three-frames.bin');
		const [none, one, two] = unpackTrack(blockFrom1(new Uint8Array(saved).buffer));
		expect(none).toEqual(at(0));
		expect(one).toEqual(at(33_333, aHand('right')));
		const left = {
			handednessScore: 0.5,
			imageLandmarks: numbers(0.25, 0.001),
			worldLandmarks: numbers(-0.25, -0.0001)
		};
		expect(two).toEqual(at(66_667, aHand('left', left), aHand('right', { handednessScore: 0.875 })));
	});
	it('[PACK6] a number of bytes is a number of frames', () => {
		expect(packTrack1([at(0), at(1, aHand('left'))]).byteLength).toBe(bytesForFrames1(2));
		expect(() => unpackTrack1(new ArrayBuffer(bytesForFrames1(2) - 8))).toThrow(RangeError);
	});
});
