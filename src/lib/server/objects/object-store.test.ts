import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InvariantError } from '../../failure/failure.ts';
import { MAX_ROW_BYTES } from '../../schema/limits.ts';
import { openDataDir, type DataDir } from '../data-dir.ts';
import { openObjectStore, type ObjectStore } from './object-store.ts';
import { sweepTemp } from './sweep-temp.ts';

const bytes = Buffer.from('abc');
const oid = createHash('sha256').update(bytes).digest('hex');
async function* body(...chunks: Buffer[]) {
	yield* chunks;
}

describe('object store', () => {
	let dir: DataDir;
	let store: ObjectStore;
	beforeEach(() => {
		dir = openDataDir(mkdtempSync(join(tmpdir(), 'handloom-objects-')));
		store = openObjectStore(dir);
	});
	afterEach(() => rmSync(dir.root, { recursive: true }));
	const kept = async () =>
		(await readdir(dir.root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());

	it('keeps what its name says, whole and in parts', async () => {
		expect(await store.put('ada', oid, body(Buffer.from('a'), Buffer.from('bc')))).toEqual({
			ok: true,
			value: { oid, size: 3 }
		});
		expect(await store.size('ada', oid)).toBe(3);
		expect(await store.rehash('ada', oid)).toEqual({ sha256: oid, size: 3 });
		expect(String(await buffer(store.read('ada', oid, { start: 1, end: 2 })))).toBe('bc');
		expect((await kept()).map((file) => join(file.parentPath, file.name))).toEqual([
			join(dir.objects, 'ada', oid.slice(0, 2), oid)
		]);
	});
	it('keeps nothing whose bytes do not match the name', async () => {
		expect(await store.put('ada', oid, body(Buffer.from('abd')))).toMatchObject({
			ok: false,
			refusal: { code: 'hash_mismatch' }
		});
		expect(await store.size('ada', oid)).toBeNull();
		expect(await kept()).toEqual([]);
	});
	it('keeps nothing of more than 4 MiB, and exactly 4 MiB', async () => {
		const largest = Buffer.alloc(MAX_ROW_BYTES);
		const name = createHash('sha256').update(largest).digest('hex');
		expect(await store.put('ada', name, body(largest, Buffer.alloc(1)))).toMatchObject({
			ok: false,
			refusal: { code: 'too_large' }
		});
		expect(await kept()).toEqual([]);
		expect(await store.put('ada', name, body(largest))).toMatchObject({ ok: true });
	});
	it('keeps nothing of a body that breaks off', async () => {
		async function* torn() {
			yield Buffer.from('ab');
			throw new Error('aborted');
		}
		expect(await store.put('ada', oid, torn())).toMatchObject({ ok: false, refusal: { code: 'bad_request' } });
		expect(await kept()).toEqual([]);
	});
	it('is one store for each contributor', async () => {
		await store.put('ada', oid, body(bytes));
		expect(await store.size('bob', oid)).toBeNull();
	});
	it('mends a damaged object when it is sent again', async () => {
		await store.put('ada', oid, body(bytes));
		writeFileSync(join(dir.objects, 'ada', oid.slice(0, 2), oid), 'xbc');
		expect((await store.rehash('ada', oid))?.sha256).not.toBe(oid);
		await store.put('ada', oid, body(bytes));
		expect((await store.rehash('ada', oid))?.sha256).toBe(oid);
	});
	it('never leaves its folder', async () => {
		await expect(store.size('../ada', oid)).rejects.toThrow(InvariantError);
		await expect(store.size('ada', '../../secret')).rejects.toThrow(InvariantError);
	});
	it('sweeps what an ended process left half-written, and nothing of a living one', () => {
		writeFileSync(join(dir.temp, '11-dead.part'), 'ab');
		writeFileSync(join(dir.temp, '22-living.part'), 'ab');
		expect(sweepTemp(dir.temp, (pid) => pid === 22)).toBe(1);
		expect(readdirSync(dir.temp)).toEqual(['22-living.part']);
		expect(sweepTemp(dir.temp, () => true, Date.now() + 25 * 3600_000)).toBe(1);
	});
	it('sweeps at the start', () => {
		writeFileSync(join(dir.temp, `${process.pid}-torn.part`), 'ab');
		openObjectStore(dir);
		expect(readdirSync(dir.temp)).toEqual([]);
	});
});
