import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { MODEL_NAMES, pinnedModel, pinnedRuntime, type RuntimeName } from '../../src/lib/adapters/models/pinned.ts';
import { buildModels, EXPECTED_FILE, foldersOf, isUpToDate, produce } from './build.ts';
import { readBytes, readInt, readTables, readText, rootTable } from './flatbuffer-reader.ts';
import { external, floats, parts, table, text, u32, writeFlatbuffer } from './flatbuffer-writer.ts';
import { differences, type ModelManifest } from './manifest.ts';
import { unpackAsset } from './packed-assets.ts';
import { readTflite } from './tflite-model.ts';
import { withMetadata } from './tflite-metadata.ts';
import { zipStored } from './zip-stored.ts';

const root = join(import.meta.dirname, '../..');
const expected = JSON.parse(readFileSync(EXPECTED_FILE, 'utf8')) as ModelManifest;
const out = mkdtempSync(join(tmpdir(), 'models-'));
const folders = { ...foldersOf(root), models: join(out, 'models'), runtime: join(out, 'runtime') };
afterAll(() => rmSync(out, { recursive: true }));

it('what is made is what is recorded', () => {
	expect(differences(expected, produce(folders).manifest)).toEqual([]);
});

it('writes once, and then finds itself up to date; a damaged file is made again', () => {
	const lines: string[] = [];
	expect(buildModels(folders, false, (line) => lines.push(line))).toBe(0);
	expect(isUpToDate(folders, expected)).toBe(true);
	expect(buildModels(folders, false, (line) => lines.push(line))).toBe(0);
	expect(lines.at(-1)).toBe('models: up to date');
	writeFileSync(join(folders.models, expected.models[0]!.file), 'damaged');
	expect(isUpToDate(folders, expected)).toBe(false);
	expect(buildModels(folders, false, (line) => lines.push(line))).toBe(0);
	expect(isUpToDate(folders, expected)).toBe(true);
});

it('every model and runtime that the app asks for by name is made, and no other', () => {
	expect(expected.models.map(({ name }) => name).sort()).toEqual([...MODEL_NAMES].sort());
	for (const name of MODEL_NAMES) expect(pinnedModel(name).sha256).toMatch(/^[0-9a-f]{64}$/);
	for (const { name } of expected.runtimes) expect(pinnedRuntime(name as RuntimeName).version).not.toBe('');
});

it('names what differs', () => {
	const wrong = structuredClone(expected);
	wrong.models[0]!.sha256 = '0'.repeat(64);
	const [line] = differences(wrong, expected);
	expect(line).toContain(`model ${expected.models[0]!.name}`);
	expect(line).toContain('0'.repeat(64));
});

it('a new root in front of old bytes points into them', () => {
	const old = writeFlatbuffer(table(text('inside'), u32(7)), 'OLD1');
	const front = writeFlatbuffer(table(null, text('new'), parts(external(rootTable(old).at)), floats(1.5)), 'NEW1');
	expect(front.length % 16).toBe(0);
	const whole = new Uint8Array([...front, ...old]);
	const newRoot = rootTable(whole);
	expect(readText(newRoot, 1)).toBe('new');
	expect(readBytes(newRoot, 0)).toHaveLength(0);
	const [inner] = readTables(newRoot, 2);
	expect(readText(inner!, 0)).toBe('inside');
	expect(readInt(inner!, 1)).toBe(7);
});

it('metadata leaves the network alone: same bytes behind, same graph read through the new root', () => {
	const original = new Uint8Array(readFileSync(join(root, 'node_modules/@mediapipe/hands/hand_landmark_lite.tflite')));
	const whole = withMetadata(original, 'hand', { mean: 0, std: 255 }, ['a', 'b', 'c', 'd']);
	expect(Buffer.compare(whole.subarray(whole.length - original.length), original)).toBe(0);
	const [before, after] = [readTflite(original), readTflite(whole)];
	expect(after.operators.length).toBe(before.operators.length);
	expect(after.outputs.map((t) => t.dims)).toEqual(before.outputs.map((t) => t.dims));
	const model = rootTable(whole);
	const entry = readTables(model, 6).find((e) => readText(e, 0) === 'TFLITE_METADATA')!;
	const metadata = readBytes(readTables(model, 4)[readInt(entry, 1)]!, 0);
	expect(new TextDecoder().decode(metadata.subarray(4, 8))).toBe('M001');
	const [graph] = readTables(rootTable(metadata), 3);
	expect(readTables(graph!, 3).map((output) => readText(output, 0))).toEqual(['a', 'b', 'c', 'd']);
});

it('a stored zip has its data at multiples of four and a right checksum', () => {
	const zip = zipStored([
		{ name: 'a.txt', bytes: new TextEncoder().encode('abc') },
		{ name: 'bb.txt', bytes: new TextEncoder().encode('defg') }
	]);
	const view = new DataView(zip.buffer, zip.byteOffset);
	const dataAt = 30 + view.getUint16(26, true) + view.getUint16(28, true);
	expect(dataAt % 4).toBe(0);
	expect(new TextDecoder().decode(zip.subarray(dataAt, dataAt + 3))).toBe('abc');
	expect(view.getUint32(14, true)).toBe(0x352441c2); // CRC-32 of "abc", as published
	const second = dataAt + 3;
	expect(view.getUint32(second, true)).toBe(0x04034b50);
	expect((second + 30 + view.getUint16(second + 26, true) + view.getUint16(second + 28, true)) % 4).toBe(0);
});

it('an asset that is not in the package is named', () => {
	const loader = 'loadPackage({"files": [{"filename": "/a/x.bin", "start": 1, "end": 3}], "remote_package_size": 4});';
	expect([...unpackAsset(loader, Uint8Array.of(9, 8, 7, 6), 'x.bin')]).toEqual([8, 7]);
	expect(() => unpackAsset(loader, new Uint8Array(4), 'y.bin')).toThrow(/y\.bin.*\/a\/x\.bin/);
});
