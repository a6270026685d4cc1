import { expect, it } from 'vitest';
import { clearTimes } from './clear-times.ts';

const box = (name: string, body: number[]): number[] => {
	const size = 8 + body.length;
	return [0, 0, size >> 8, size & 255, ...[...name].map((c) => c.charCodeAt(0)), ...body];
};

it('clears the times of every header and nothing else', () => {
	const times = (version: number) => [version, 0, 0, 0, ...Array(version === 1 ? 16 : 8).fill(9), 7, 7];
	const cleared = (version: number) => [version, 0, 0, 0, ...Array(version === 1 ? 16 : 8).fill(0), 7, 7];
	const file = (t: (v: number) => number[]) =>
		Uint8Array.from([
			...box('ftyp', [9, 9, 9, 9]),
			...box('moov', [
				...box('mvhd', t(0)),
				...box('trak', [...box('tkhd', t(1)), ...box('mdia', [...box('mdhd', t(0)), ...box('hdlr', [9, 9])])])
			]),
			...box('mdat', [9, 9, 9])
		]);
	const bytes = file(times);
	clearTimes(bytes);
	expect(bytes).toEqual(file(cleared));
});
