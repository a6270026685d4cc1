import { expect, it } from 'vitest';
import { bytesOf, parts, table, u8, writeFlatbuffer, u32 } from './flatbuffer-writer.ts';
import { rootTable } from './flatbuffer-reader.ts';
import { dense, readSparsity } from './sparse-tensor.ts';

it('axes may be walked in another order than they are stored in', () => {
	// 2 × 2, columns first. Column 0 holds row 1, column 1 holds rows 0 and 1.
	const levels = [{ size: 2 }, { segments: [0, 1, 3], indices: [1, 0, 1] }];
	const bytes = dense(Uint8Array.of(7, 8, 9), [2, 2], { order: [1, 0], blocks: 0, levels }, 1);
	expect([...bytes]).toEqual([0, 8, 7, 9]);
});

it('what does not come out even, and blocks, are refused', () => {
	const levels = [{ size: 1 }, { segments: [0, 1], indices: [1] }];
	expect(() => dense(Uint8Array.of(1, 2), [1, 2], { order: [0, 1], blocks: 0, levels }, 1)).toThrow(/2 bytes, 1 were/);
	expect(() => dense(Uint8Array.of(1), [1, 2], { order: [0, 1, 2], blocks: 1, levels }, 1)).toThrow(/blocks/);
});

it('reads 8-bit and 32-bit positions, and a level that stores everything', () => {
	const ints = (...values: number[]) => table({ kind: 'ints', values });
	const small = (...values: number[]) => table(bytesOf(Uint8Array.from(values), 4));
	const description = table(
		{ kind: 'ints', values: [0, 1] },
		null,
		parts(table(u8(0), u32(2)), table(u8(1), null, u8(1), ints(0, 1, 2), u8(3), small(2, 0)))
	);
	expect(readSparsity(rootTable(writeFlatbuffer(description, 'TEST')))).toEqual({
		order: [0, 1],
		blocks: 0,
		levels: [{ size: 2 }, { segments: [0, 1, 2], indices: [2, 0] }]
	});
	expect(readSparsity(null)).toBeNull();
});
