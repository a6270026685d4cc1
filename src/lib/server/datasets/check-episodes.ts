import { join } from 'node:path';
import { fillPath } from '../../domain/dataset/layout.ts';
import type { FoundInfo } from './check-info.ts';
import { checkColumnType, columnsOf } from './check-schema.ts';
import type { RowsFound } from './check-rows.ts';
import type { Say } from './checks.ts';
import { EPISODE_COLUMNS } from './dataset-writer.ts';
import { readParquetMetadata, readParquetRows } from './parquet-file.ts';

/** One video that an episode names, and the window in it. */
export type VideoWindow = {
	path: string;
	videoKey: string;
	episode: number;
	fromS: number;
	toS: number;
	frames: number;
};

/** LR1 (named files are there), LR5, LR7, LR9, LR10 (task strings) and LR12. Answers the videos to look at. */
export async function checkEpisodes(of: {
	dir: string;
	files: readonly string[];
	all: ReadonlySet<string>;
	info: FoundInfo;
	rows: RowsFound;
	tasks: readonly string[];
	say: Say;
}): Promise<VideoWindow[]> {
	const { dir, info, rows, say } = of;
	const windows: VideoWindow[] = [];
	const videoKeys = Object.keys(info.features).filter((name) => info.features[name]!.dtype === 'video');
	let position = 0;
	let next = 0;
	for (const file of of.files) {
		const metadata = await readParquetMetadata(join(dir, file));
		for (const column of columnsOf(metadata)) {
			const wanted = EPISODE_COLUMNS[column.name];
			if (wanted) checkColumnType(file, column, wanted.of, wanted.list, say);
		}
		for (const row of await readParquetRows(join(dir, file))) {
			const number = (name: string) => Number(row[name]);
			const length = number('length');
			const [from, to] = [number('dataset_from_index'), number('dataset_to_index')];
			if (number('episode_index') !== position)
				say('LR9', file, `row ${position} is episode ${number('episode_index')}`);
			if (from !== next || to - from !== length)
				say('LR9', file, `episode ${position}: rows ${from} to ${to}, length ${length}, after ${next}`);
			if (length !== rows.lengths[position])
				say('LR7', file, `episode ${position}: length ${length}, ${rows.lengths[position] ?? 0} rows`);
			next = to;
			const data = fillPath(info.data_path, { chunk: number('data/chunk_index'), file: number('data/file_index') });
			if (!of.all.has(data)) say('LR1', file, `episode ${position}: no ${data}`);
			checkTasks(file, position, row['tasks'], rows.tasksOf[position], of.tasks, say);
			for (const key of videoKeys) {
				const column = (name: string) => number(`videos/${key}/${name}`);
				const path = fillPath(info.video_path, { chunk: column('chunk_index'), file: column('file_index') }, key);
				const [fromS, toS] = [column('from_timestamp'), column('to_timestamp')];
				if (
					!isWholeFrames(fromS, info.fps) ||
					!isWholeFrames(toS, info.fps) ||
					Math.round((toS - fromS) * info.fps) !== length
				)
					say('LR12', file, `episode ${position}: window ${fromS} to ${toS} for ${length} frames`);
				if (of.all.has(path)) windows.push({ path, videoKey: key, episode: position, fromS, toS, frames: length });
				else say('LR1', file, `episode ${position}: no ${path}`);
			}
			position += 1;
		}
	}
	const sum = rows.lengths.reduce((a, b) => a + b, 0);
	if (position !== info.total_episodes)
		say('LR7', 'meta/info.json', `total_episodes ${info.total_episodes}, ${position} rows`);
	if (rows.total !== info.total_frames || sum !== info.total_frames || next !== info.total_frames)
		say('LR7', 'meta/info.json', `total_frames ${info.total_frames}, ${rows.total} rows, episodes end at ${next}`);
	return windows;
}

const isWholeFrames = (seconds: number, fps: number): boolean =>
	Number.isFinite(seconds) && Math.abs(seconds * fps - Math.round(seconds * fps)) < 1e-6;

function checkTasks(
	file: string,
	episode: number,
	named: unknown,
	used: Set<number> | undefined,
	tasks: readonly string[],
	say: Say
): void {
	const list = Array.isArray(named) ? named : [];
	const wanted = [...(used ?? [])].map((index) => tasks[index]);
	if (
		list.length === 0 ||
		wanted.some((task) => task === undefined || !list.includes(task)) ||
		list.some((task) => !tasks.includes(task as string))
	)
		say(
			'LR10',
			file,
			`episode ${episode}: tasks ${JSON.stringify(named)}, rows use ${JSON.stringify([...(used ?? [])])}`
		);
}

/** LR10. Answers the task strings in the order of their rows. */
export async function checkTaskTable(dir: string, info: FoundInfo, say: Say): Promise<string[]> {
	const file = 'meta/tasks.parquet';
	const metadata = await readParquetMetadata(join(dir, file));
	for (const column of columnsOf(metadata))
		checkColumnType(file, column, column.name === 'task' ? 'string' : 'int64', false, say);
	const rows = await readParquetRows(join(dir, file));
	const tasks = rows.map((row) => row['task'] as string);
	rows.forEach((row, i) => {
		if (Number(row['task_index']) !== i) say('LR10', file, `row ${i} has task_index ${String(row['task_index'])}`);
	});
	if (new Set(tasks).size !== tasks.length || tasks.some((task) => typeof task !== 'string' || task === ''))
		say('LR10', file, 'tasks are not unique strings');
	if (tasks.length !== info.total_tasks) say('LR10', file, `${tasks.length} tasks, total_tasks is ${info.total_tasks}`);
	const pandas = metadata.key_value_metadata?.find((entry) => entry.key === 'pandas')?.value;
	if (!isPandasIndex(pandas)) say('LR10', file, 'no pandas key that makes the task string the index');
	return tasks;
}

function isPandasIndex(value: string | undefined): boolean {
	try {
		const parsed = JSON.parse(value ?? '') as { index_columns?: unknown };
		return JSON.stringify(parsed.index_columns) === '["task"]';
	} catch (error) {
		if (error instanceof SyntaxError) return false;
		throw error;
	}
}
