import { expect, it } from 'vitest';
import type { Sha256 } from '../../schema/ids.ts';
import { bytesInFile, partsOf } from './row-parts.ts';
import { damageOf } from './takes.ts';
import { sha256Of } from './sha256.ts';

const text = (row: Parameters<typeof partsOf>[0]): Promise<string> => new Blob(partsOf(row)).text();
const bytes = (of: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(of);

it('a row is its bytes, their beginning replaced where a cut moved it', async () => {
	const blob = new Blob(['old head|pictures']);
	expect(await text({ blob })).toBe('old head|pictures');
	expect(bytesInFile({ blob })).toBe(17);
	const moved = { blob, head: { bytes: bytes('newer head'), replaces: 8, sha256: '' as Sha256 } };
	expect(await text(moved)).toBe('newer head|pictures');
	expect(bytesInFile(moved)).toBe(19);
});

it('both the bytes that lie there and the head must be those that were written', async () => {
	const blob = new Blob(['old head|pictures']);
	const head = { bytes: bytes('newer head'), replaces: 8, sha256: await sha256Of(bytes('newer head')) };
	const row = { blob, byteLength: blob.size, sha256: await sha256Of(bytes('old head|pictures')), head };
	expect(await damageOf(row)).toBeNull();
	expect(await damageOf({ ...row, head: { ...head, bytes: bytes('other head') } })).toBe('hash of its head differs');
	expect(await damageOf({ ...row, blob: new Blob(['old head|pictureS']) })).toBe('hash differs');
	expect(await damageOf({ ...row, blob: new Blob(['old']) })).toBe('3 bytes, not 17');
});
