import { join } from 'node:path';
import type { FoundInfo } from './check-info.ts';
import { checkColumnType, columnsOf } from './check-schema.ts';
import { SAID_TIMES, type Say } from './checks.ts';
import { readParquetMetadata, readParquetRows } from './parquet-file.ts';

/** What the rows say about each episode: rows counted, and the task numbers used. */
export type RowsFound = { total: number; lengths: number[]; tasksOf: Set<number>[] };

/** LR4, LR5, LR6 and LR8 over all data files, in the order of their paths, one row group in memory at a time. */
export async function checkRows(dir: string, files: readonly string[], info: FoundInfo, say: Say): Promise<RowsFound> {
	const tabular = Object.entries(info.features).filter(([, f]) => f.dtype !== 'video');
	const found: RowsFound = { total: 0, lengths: [], tasksOf: [] };
	const sayOften = limited(say);
	for (const file of files) {
		const metadata = await readParquetMetadata(join(dir, file));
		const columns = columnsOf(metadata);
		const names = new Set(columns.map((c) => c.name));
		for (const [name] of tabular) if (!names.has(name)) say('LR4', file, `no column ${name}`);
		for (const name of names) if (!info.features[name] || info.features[name].dtype === 'video') say('LR4', file, `column ${name} is no feature`); // prettier-ignore
		for (const column of columns) {
			const feature = info.features[column.name];
			if (feature) checkColumnType(file, column, feature.dtype, feature.shape.join() !== '1', say);
		}
		let rowStart = 0;
		for (const group of metadata.row_groups) {
			const rowEnd = rowStart + Number(group.num_rows);
			for (const row of await readParquetRows(join(dir, file), { rowStart, rowEnd })) {
				for (const [name, feature] of tabular) {
					if (names.has(name)) checkValue(file, found.total, name, feature.shape, row[name], sayOften);
				}
				checkOrder(file, row, found, info.fps, sayOften);
			}
			rowStart = rowEnd;
		}
	}
	return found;
}

function checkValue(file: string, at: number, name: string, shape: number[], value: unknown, say: Say): void {
	const width = shape[0]!;
	const values = shape.length === 1 && width === 1 ? [value] : value;
	if (!Array.isArray(values)) return say('LR6', file, `row ${at}: ${name} is ${String(value)}`);
	if (values.length !== width) return say('LR6', file, `row ${at}: ${name} has ${values.length} of ${width} values`);
	if (values.some((v) => v === null || v === undefined || (typeof v === 'number' && !Number.isFinite(v))))
		say('LR6', file, `row ${at}: ${name} holds null or no number`);
}

/** LR8, and the counting for LR7, LR9 and LR10. */
function checkOrder(file: string, row: Record<string, unknown>, found: RowsFound, fps: number, say: Say): void {
	const episode = Number(row['episode_index']);
	const before = found.lengths.length - 1;
	if (episode !== before && episode !== before + 1)
		say('LR8', file, `row ${found.total}: episode_index ${episode} after ${before}`);
	const at = Math.max(0, Math.min(episode, before + 1)) || 0;
	const frame = (found.lengths[at] ?? 0) + 0;
	if (Number(row['index']) !== found.total) say('LR8', file, `row ${found.total}: index ${String(row['index'])}`);
	if (Number(row['frame_index']) !== frame)
		say('LR8', file, `row ${found.total}: frame_index ${String(row['frame_index'])}, not ${frame}`);
	const timestamp = Math.fround(frame / fps);
	if (!(Math.abs(Number(row['timestamp']) - timestamp) <= Math.max(1e-6, timestamp * 1.2e-7)))
		say('LR8', file, `row ${found.total}: timestamp ${String(row['timestamp'])}, not ${frame} / ${fps}`);
	found.lengths[at] = frame + 1;
	(found.tasksOf[at] ??= new Set()).add(Number(row['task_index']));
	found.total += 1;
}

/** Says the same thing about the same file only a few times. */
function limited(say: Say): Say {
	const said = new Map<string, number>();
	return (check, file, message) => {
		const key = `${check} ${file}`;
		const times = (said.get(key) ?? 0) + 1;
		said.set(key, times);
		if (times <= SAID_TIMES) say(check, file, message);
		else if (times === SAID_TIMES + 1) say(check, file, 'and more like it');
	};
}
