import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL_FORMATS, BufferTarget, EncodedPacket, EncodedPacketSink, EncodedVideoPacketSource, FilePathSource, Input, Mp4OutputFormat, Output } from 'mediabunny'; // prettier-ignore
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aProgramme, aSubmission } from '../../../../tests/builders/submission.ts';
import { checksums } from './dataset-writer.ts';
import { exportLeRobot } from './export-lerobot.ts';
import { MemorySource } from './memory-source.ts';
import { columnsOf } from './check-schema.ts';
import { openParquet, readParquetMetadata, readParquetRows, type ColumnType } from './parquet-file.ts';
import { validateLeRobot } from './validate-lerobot.ts';

const DATA = 'data/chunk-000/file-000.parquet';
const EPISODES = 'meta/episodes/chunk-000/file-000.parquet';
const TASKS = 'meta/tasks.parquet';
const VIDEO = 'videos/observation.images.webcam/chunk-000/file-000.mp4';
let root: string;
let sound: string;
let dir: string;
let n = 0;

beforeAll(async () => {
	root = mkdtempSync(join(tmpdir(), 'handloom-check-'));
	sound = join(root, 'sound');
	const source = new MemorySource(aProgramme());
	source.submissions.push(aSubmission({ n: 1 }), aSubmission({ n: 2, taskId: 'fold' }));
	const made = await exportLeRobot(source, sound);
	if (!made.ok) throw new Error(made.failure.message);
});
beforeEach(() => cpSync(sound, (dir = join(root, `broken-${n++}`)), { recursive: true }));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Ids of the checks that fail after the sums were made to fit again: exactly what the mutation broke. */
const failing = async () => {
	writeFileSync(join(dir, 'SHA256SUMS'), checksums(dir));
	return [...new Set((await validateLeRobot(dir)).map((f) => f.check))].sort();
};

type Json = Record<string, unknown> & {
	features: Record<string, Record<string, unknown>>;
	splits: Record<string, string>;
};
const editJson = (file: string, edit: (json: Json) => void) => {
	const json = JSON.parse(readFileSync(join(dir, file), 'utf8')) as Json;
	edit(json);
	writeFileSync(join(dir, file), JSON.stringify(json));
};

type Row = Record<string, unknown>;
type TableEdit = {
	rows?: (rows: Row[]) => void;
	columns?: (columns: Record<string, ColumnType>) => void;
	kv?: { key: string; value: string }[];
};
const OF = { FLOAT: 'float32', DOUBLE: 'float64', INT64: 'int64', BOOLEAN: 'bool', BYTE_ARRAY: 'string' } as const;

/** Reads a table, lets the test change rows or types, and writes it again with the same schema otherwise. */
async function editTable(file: string, edit: TableEdit): Promise<void> {
	const path = join(dir, file);
	const metadata = await readParquetMetadata(path);
	const columns = Object.fromEntries(
		columnsOf(metadata).map((c) => [
			c.name,
			{ of: OF[c.elements.at(-1)!.type as keyof typeof OF], list: c.elements.length > 1 }
		])
	) as Record<string, ColumnType>;
	const rows = await readParquetRows(path);
	edit.rows?.(rows);
	edit.columns?.(columns);
	const kv = edit.kv ?? metadata.key_value_metadata?.map((e) => ({ key: e.key, value: e.value ?? '' })) ?? [];
	const out = openParquet(path, columns, kv);
	out.append(Object.fromEntries(Object.keys(columns).map((name) => [name, rows.map((row) => row[name])])));
	out.close();
}

type Packet = { data: Uint8Array; key: boolean; timestamp: number; duration: number };
/** Writes the video again from changed packets. */
async function editVideo(edit: (packets: Packet[]) => Packet[], frameRate?: number): Promise<void> {
	const input = new Input({ source: new FilePathSource(join(dir, VIDEO)), formats: ALL_FORMATS });
	const track = (await input.getPrimaryVideoTrack())!;
	const config = (await track.getDecoderConfig())!;
	const packets: Packet[] = [];
	for await (const p of new EncodedPacketSink(track).packets())
		packets.push({ data: p.data, key: p.type === 'key', timestamp: p.timestamp, duration: p.duration });
	input.dispose();
	const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target: new BufferTarget() });
	const source = new EncodedVideoPacketSource('avc');
	output.addVideoTrack(source, frameRate ? { frameRate } : {});
	await output.start();
	for (const p of edit(packets))
		await source.add(new EncodedPacket(p.data, p.key ? 'key' : 'delta', p.timestamp, p.duration), {
			decoderConfig: config
		});
	await output.finalize();
	writeFileSync(join(dir, VIDEO), new Uint8Array((output.target as BufferTarget).buffer!));
}
const always = (packets: Packet[]) => packets;

describe('validateLeRobot', () => {
	it('finds nothing wrong with a sound dataset, nor after the tests have written its tables and video again', async () => {
		expect(await validateLeRobot(sound)).toEqual([]);
		await editTable(DATA, {});
		await editTable(EPISODES, {});
		await editTable(TASKS, {});
		await editVideo(always, 30);
		expect(await failing()).toEqual([]);
	});

	it('[LR1] a file number without its zeros', async () => {
		renameSync(join(dir, VIDEO), join(dir, VIDEO.replace('file-000', 'file-0')));
		expect(await failing()).toEqual(['LR1']);
	});
	it('[LR1] a video that an episode names is missing', async () => {
		rmSync(join(dir, VIDEO.replace('file-000', 'file-001')));
		expect(await failing()).toEqual(['LR1']);
	});
	it('[LR1] another path template', async () => {
		editJson('meta/info.json', (info) => (info['data_path'] = 'data/{chunk_index}/{file_index}.parquet'));
		expect(await failing()).toEqual(['LR1']);
	});
	it('[LR1] no stats.json', async () => {
		rmSync(join(dir, 'meta/stats.json'));
		expect(await failing()).toEqual(['LR1', 'LR13']);
	});
	it.each(['codebase_version', 'fps', 'robot_type', 'splits', 'total_tasks', 'chunks_size'])(
		'[LR2] info.json without %s',
		async (key) => {
			editJson('meta/info.json', (info) => Reflect.deleteProperty(info, key));
			expect(await failing()).toEqual(['LR2']);
		}
	);
	it('[LR2] a rate that is no whole number', async () => {
		editJson('meta/info.json', (info) => (info['fps'] = 29.97));
		expect(await failing()).toEqual(['LR2']);
	});
	it('[LR2] info.json that is no JSON', async () => {
		writeFileSync(join(dir, 'meta/info.json'), '{');
		expect(await failing()).toEqual(['LR2']);
	});
	it('[LR3] a default feature is missing', async () => {
		editJson('meta/info.json', (info) => delete info.features['task_index']);
		expect(await failing()).toContain('LR3');
	});
	it.each(['hand/left', 'hand.left.image_points'])('[LR3] a feature called %s', async (name) => {
		editJson('meta/info.json', (info) => (info.features[name] = { dtype: 'bool', shape: [1], names: null }));
		expect(await failing()).toContain('LR3');
	});
	it('[LR3] a camera whose third name is not channels', async () => {
		editJson(
			'meta/info.json',
			(info) => (info.features['observation.images.webcam']!['names'] = ['height', 'width', 'c'])
		);
		expect(await failing()).toEqual(['LR3']);
	});
	it('[LR4] a column that is no feature', async () => {
		await editTable(DATA, {
			columns: (c) => (c['extra'] = { of: 'bool', list: false }),
			rows: (rows) => rows.forEach((r) => (r['extra'] = true))
		});
		expect(await failing()).toEqual(['LR4']);
	});
	it('[LR4] a feature without its column', async () => {
		await editTable(DATA, { columns: (c) => delete c['capture.repeated'] });
		expect(await failing()).toEqual(['LR4']);
	});
	it('[LR5] doubles where floats were promised', async () => {
		await editTable(DATA, { columns: (c) => (c['hand.left.score'] = { of: 'float64', list: false }) });
		expect(await failing()).toEqual(['LR5']);
	});
	it('[LR5] a task that is no string', async () => {
		await editTable(TASKS, {
			columns: (c) => (c['task'] = { of: 'int64', list: false }),
			rows: (rows) => rows.forEach((r, i) => (r['task'] = BigInt(i)))
		});
		expect(await failing()).toContain('LR5');
	});
	it('[LR5] a data file that is no Parquet', async () => {
		writeFileSync(join(dir, DATA), 'PAR1 not really');
		expect(await failing()).toEqual(['LR5']);
	});
	it.each([
		['one value short', new Array(62).fill(0)],
		['null', null],
		['not a number inside', [...new Array(62).fill(0), NaN]]
	])('[LR6] a vector that is %s', async (_, value) => {
		await editTable(DATA, { rows: (rows) => (rows[4]!['hand.left.kp2d'] = value) });
		expect(await failing()).toEqual(['LR6']);
	});
	it('[LR6] a null mask', async () => {
		await editTable(DATA, { rows: (rows) => (rows[4]!['hand.left.present'] = null) });
		expect(await failing()).toEqual(['LR6']);
	});
	it('[LR7] total_frames one too many', async () => {
		editJson('meta/info.json', (info) => (info['total_frames'] = 81));
		expect(await failing()).toEqual(['LR13', 'LR7']);
	});
	it('[LR7] a row too few', async () => {
		await editTable(DATA, { rows: (rows) => rows.pop() });
		expect(await failing()).toEqual(['LR7']);
	});
	it('[LR8] an index with a hole', async () => {
		await editTable(DATA, { rows: (rows) => (rows[50]!['index'] = 51n) });
		expect(await failing()).toEqual(['LR8']);
	});
	it('[LR8] a timestamp beside its frame', async () => {
		await editTable(DATA, { rows: (rows) => (rows[50]!['timestamp'] = 10 / 30 + 1e-5) });
		expect(await failing()).toEqual(['LR8']);
	});
	it('[LR8] frame_index that does not restart', async () => {
		await editTable(DATA, { rows: (rows) => rows.slice(40).forEach((r, i) => (r['frame_index'] = BigInt(40 + i))) });
		expect(await failing()).toEqual(['LR8']);
	});
	it('[LR9] episodes in another order', async () => {
		await editTable(EPISODES, { rows: (rows) => rows.reverse() });
		expect(await failing()).toContain('LR9');
	});
	it('[LR9] ranges that do not touch', async () => {
		await editTable(EPISODES, { rows: (rows) => (rows[1]!['dataset_from_index'] = 41n) });
		expect(await failing()).toEqual(['LR9']);
	});
	it('[LR10] tasks.parquet without the pandas key', async () => {
		await editTable(TASKS, { kv: [] });
		expect(await failing()).toEqual(['LR10']);
	});
	it('[LR10] the same task twice', async () => {
		await editTable(TASKS, { rows: (rows) => (rows[1]!['task'] = rows[0]!['task']) });
		expect(await failing()).toEqual(['LR10']);
	});
	it('[LR10] a task_index that no row of tasks has', async () => {
		await editTable(DATA, { rows: (rows) => (rows[60]!['task_index'] = 9n) });
		expect(await failing()).toEqual(['LR10']);
	});
	it('[LR10] a task string that no row of tasks has', async () => {
		await editTable(EPISODES, { rows: (rows) => (rows[0]!['tasks'] = ['Something else.']) });
		expect(await failing()).toEqual(['LR10']);
	});
	it('[LR11] frames at a wandering rate', async () => {
		await editVideo((ps) => ps.map((p, i) => ({ ...p, timestamp: i / 30 + (i % 2 ? 0.004 : 0) })));
		expect(await failing()).toEqual(['LR11']);
	});
	it('[LR11] a frame too few', async () => {
		await editVideo((ps) => ps.slice(0, -1), 30);
		expect(await failing()).toEqual(['LR11']);
	});
	it('[LR11] a first time that is not 0', async () => {
		await editVideo((ps) => ps.map((p) => ({ ...p, timestamp: p.timestamp + 1 / 30 })), 30);
		expect(await failing()).toEqual(['LR11']);
	});
	it('[LR11] B-frames', async () => {
		await editVideo(
			(ps) => ps.map((p, i) => ({ ...p, timestamp: (i % 15 === 1 ? i + 1 : i % 15 === 2 ? i - 1 : i) / 30 })),
			30
		);
		const findings = await validateLeRobot(dir);
		expect(findings.some((f) => f.check === 'LR11' && f.message.startsWith('B-frames'))).toBe(true);
	});
	it('[LR11] no key frame for more than a second', async () => {
		await editVideo((ps) => ps.map((p, i) => ({ ...p, key: i === 0 })), 30);
		expect(await failing()).toEqual(['LR11']);
	});
	it('[LR11] another duration than its frames need', async () => {
		await editVideo((ps) => ps.map((p, i) => (i === 39 ? { ...p, duration: 0.5 } : p)));
		expect(await failing()).toEqual(['LR11']);
	});
	it.each([
		['video.codec', 'av1'],
		['video.pix_fmt', 'yuv444p'],
		['video.fps', 25],
		['has_audio', true]
	])('[LR11] info.json says %s is %s', async (key, value) => {
		editJson('meta/info.json', (info) => ((info.features['observation.images.webcam']!['info'] as Row)[key] = value));
		expect(await failing()).toEqual(['LR11']);
	});
	it('[LR11] another size than the shape', async () => {
		editJson('meta/info.json', (info) => (info.features['observation.images.webcam']!['shape'] = [480, 640, 3]));
		expect(await failing()).toEqual(['LR11']);
	});
	it('[LR11] a video that is no video', async () => {
		writeFileSync(join(dir, VIDEO), 'not a video');
		expect(await failing()).toEqual(['LR11']);
	});
	it('[LR12] a window that ends between two frames', async () => {
		await editTable(EPISODES, { rows: (rows) => (rows[0]!['videos/observation.images.webcam/to_timestamp'] = 1.34) });
		expect(await failing()).toEqual(['LR12']);
	});
	it('[LR13] a quantile is missing', async () => {
		editJson('meta/stats.json', (stats) => delete (stats['action'] as Row)['q98']);
		expect(await failing()).toEqual(['LR13']);
	});
	it('[LR13] camera statistics without their shape', async () => {
		editJson('meta/stats.json', (stats) => ((stats['observation.images.webcam'] as Row)['mean'] = [0.5, 0.5, 0.5]));
		expect(await failing()).toEqual(['LR13']);
	});
	it('[LR13] a count that is no list', async () => {
		editJson('meta/stats.json', (stats) => ((stats['action'] as Row)['count'] = 80));
		expect(await failing()).toEqual(['LR13']);
	});
	it.each(['0:1', '1:2', 'all'])('[LR14] a split of %s', async (range) => {
		editJson('meta/info.json', (info) => (info.splits['train'] = range));
		expect(await failing()).toEqual(['LR14']);
	});
	it.each(['data/notes.txt', 'data/chunk-000/more.parquet', 'meta/episodes/chunk-000/.DS_Store'])(
		'[LR15] %s',
		async (file) => {
			writeFileSync(join(dir, file), 'x');
			expect(await failing()).toEqual(['LR15']);
		}
	);
	it('[LR16] a file that was changed after the sums were made', async () => {
		writeFileSync(join(dir, 'README.md'), 'changed');
		expect((await validateLeRobot(dir)).map((f) => f.check)).toEqual(['LR16']);
	});
});
