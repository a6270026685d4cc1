import { describe, expect, it } from 'vitest';
import { BoxSplitter, samplesInMoof } from './split-boxes.ts';

const u32 = (value: number) => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const box = (type: string, ...body: number[]) => [
	...u32(8 + body.length),
	...[...type].map((c) => c.charCodeAt(0)),
	...body
];
const moof = (samples: number) =>
	box('moof', ...box('mfhd', 0, 0, 0, 0), ...box('traf', ...box('trun', 0, 0, 0, 0, ...u32(samples))));

describe('splitting a fragmented MP4', () => {
	const file = [
		...box('ftyp', 1),
		...box('moov', 2),
		...moof(15),
		...box('mdat', 3, 4),
		...moof(7),
		...box('mdat', 5),
		...box('mfra')
	];

	it('gives init, each fragment with its number of frames, and the tail', () => {
		const pieces = new BoxSplitter().push(new Uint8Array(file));
		expect(pieces.map((piece) => [piece.kind, piece.samples])).toEqual([
			['init', 0],
			['fragment', 15],
			['fragment', 7],
			['tail', 0]
		]);
		expect(pieces.flatMap((piece) => [...piece.bytes])).toEqual(file);
	});

	it('does not mind where the bytes are cut', () => {
		const splitter = new BoxSplitter();
		const pieces = file.flatMap((byte) => splitter.push(new Uint8Array([byte])));
		expect(pieces.map((piece) => piece.kind)).toEqual(['init', 'fragment', 'fragment', 'tail']);
		expect(pieces.flatMap((piece) => [...piece.bytes])).toEqual(file);
	});

	it('keeps back a fragment whose last byte is missing', () => {
		const splitter = new BoxSplitter();
		const cut = [...box('moov'), ...moof(3), ...box('mdat', 1, 2, 3)];
		expect(splitter.push(new Uint8Array(cut.slice(0, -1))).map((piece) => piece.kind)).toEqual(['init']);
		expect(splitter.push(new Uint8Array(cut.slice(-1))).map((piece) => piece.samples)).toEqual([3]);
	});

	it('counts frames of several runs', () => {
		const two = box(
			'moof',
			...box('traf', ...box('trun', 0, 0, 0, 0, ...u32(4)), ...box('trun', 0, 0, 0, 0, ...u32(5)))
		);
		expect(samplesInMoof(new Uint8Array(two))).toBe(9);
	});
});
