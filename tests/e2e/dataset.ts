import { DuckDBInstance } from '@duckdb/node-api';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');

/** `npm run export` against a hub's data directory, as a person would run it. */
export async function exportDataset(dataDir: string, outDir: string): Promise<string> {
	const { stdout } = await exec(process.execPath, ['tools/export.mjs', '--format', 'lerobot', '--out', outDir], {
		cwd: root,
		env: { ...process.env, HANDLOOM_DATA: dataDir }
	});
	return stdout;
}

/** Frames that ffprobe counts by decoding, and what the stream says of itself. */
export async function probeVideo(file: string): Promise<{
	frames: number;
	codec: string;
	width: number;
	height: number;
	rate: string;
	pixFmt: string;
	audio: boolean;
}> {
	const { stdout } = await exec('ffprobe', ['-v', 'error', '-count_frames', '-show_streams', '-of', 'json', file]);
	const { streams } = JSON.parse(stdout) as { streams: Record<string, string>[] };
	const video = streams.find((stream) => stream['codec_type'] === 'video')!;
	return {
		frames: Number(video['nb_read_frames']),
		codec: video['codec_name']!,
		width: Number(video['width']),
		height: Number(video['height']),
		rate: video['avg_frame_rate']!,
		pixFmt: video['pix_fmt']!,
		audio: streams.some((stream) => stream['codec_type'] === 'audio')
	};
}

/** Asks DuckDB, the second Parquet reader. `%` in the query stands for the dataset's folder. */
export async function ask(datasetDir: string, query: string): Promise<Record<string, unknown>[]> {
	const database = await DuckDBInstance.create(':memory:');
	const connection = await database.connect();
	try {
		const reader = await connection.runAndReadAll(query.replaceAll('%', datasetDir));
		return reader.getRowObjectsJson() as Record<string, unknown>[];
	} finally {
		connection.closeSync();
		database.closeSync();
	}
}

export const readJson = async <T>(datasetDir: string, path: string): Promise<T> =>
	JSON.parse(await readFile(join(datasetDir, path), 'utf8')) as T;
