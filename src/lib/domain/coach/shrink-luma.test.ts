import { expect, it } from 'vitest';
import { shrinkLuma } from './shrink-luma.ts';

it('gives the mean of each cell, past what lies before and between the rows', () => {
	// Two rows of cells: 40 and 80, then 120 and 200; 3 bytes before, 2 after each row.
	const [width, height, stride, offset] = [8, 4, 10, 3];
	const bytes = new Uint8Array(offset + stride * height).fill(255);
	for (let y = 0; y < height; y += 1)
		for (let x = 0; x < width; x += 1)
			bytes[offset + y * stride + x] = [
				[40, 80],
				[120, 200]
			][y < 2 ? 0 : 1]![x < 4 ? 0 : 1]!;
	const rows = { bytes, offset, stride, width, height };
	expect([...shrinkLuma({ ...rows, fullRange: true }, 2, 2)]).toEqual([40, 80, 120, 200]);
	expect([...shrinkLuma({ ...rows, fullRange: true }, 4, 2)]).toEqual([40, 40, 80, 80, 120, 120, 200, 200]);
});

it('stretches the range of video to the whole', () => {
	const rows = { offset: 0, stride: 2, width: 2, height: 1, fullRange: false };
	expect([...shrinkLuma({ ...rows, bytes: Uint8Array.of(16, 235) }, 2, 1)]).toEqual([0, 255]);
	expect([...shrinkLuma({ ...rows, bytes: Uint8Array.of(0, 255) }, 2, 1)]).toEqual([0, 255]);
});
