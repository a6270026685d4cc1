import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attemptNumberOf, causeOf } from '../../domain/annotation/attempt-number.ts';
import { isEvent } from '../../domain/annotation/lanes.ts';
import { datasetCard, type CardFacts } from '../../domain/dataset/card.ts';
import { episodeRows, type Columns } from '../../domain/dataset/episode-rows.ts';
import { CAMERA_KEY, TABULAR_FEATURES } from '../../domain/dataset/feature-table.ts';
import { datasetInfo, tasksPandasKey } from '../../domain/dataset/info.ts';
import { DATA_FILE_MB, DATA_PATH, EPISODES_PATH, fillPath, placeOf, VIDEO_PATH } from '../../domain/dataset/layout.ts';
import { mergeImageStats, RunningStats } from '../../domain/dataset/statistics.ts';
import { vocabulary } from '../../domain/dataset/vocabulary.ts';
import type { AnnotationSnapshot, Segment } from '../../schema/annotation.ts';
import type { RenditionSpec } from '../../schema/programme.ts';
import type { DatasetEntry } from './dataset-source.ts';
import { openParquet, type ColumnType, type OpenParquet, type Table } from './parquet-file.ts';
import type { SubmissionContent } from './read-submission.ts';

const DATA_COLUMNS: Record<string, ColumnType> = Object.fromEntries(
	Object.entries(TABULAR_FEATURES).map(([name, f]) => [name, { of: f.dtype, list: f.shape[0] > 1 }])
);

/** Columns of `meta/episodes`; those after LeRobot's own carry consent and provenance, and survive its merging. */
export const EPISODE_COLUMNS: Record<string, ColumnType> = {
	episode_index: { of: 'int64', list: false },
	tasks: { of: 'string', list: true },
	length: { of: 'int64', list: false },
	'data/chunk_index': { of: 'int64', list: false },
	'data/file_index': { of: 'int64', list: false },
	dataset_from_index: { of: 'int64', list: false },
	dataset_to_index: { of: 'int64', list: false },
	[`videos/${CAMERA_KEY}/chunk_index`]: { of: 'int64', list: false },
	[`videos/${CAMERA_KEY}/file_index`]: { of: 'int64', list: false },
	[`videos/${CAMERA_KEY}/from_timestamp`]: { of: 'float64', list: false },
	[`videos/${CAMERA_KEY}/to_timestamp`]: { of: 'float64', list: false },
	'meta/episodes/chunk_index': { of: 'int64', list: false },
	'meta/episodes/file_index': { of: 'int64', list: false },
	'consent/receipt_id': { of: 'string', list: false },
	'consent/purposes': { of: 'string', list: true },
	'studio/submission_id': { of: 'string', list: false },
	'studio/receipt_sha256': { of: 'string', list: false },
	'studio/task_id': { of: 'string', list: false },
	'studio/layer': { of: 'string', list: false },
	'studio/layer_id': { of: 'string', list: false },
	'studio/layer_author': { of: 'string', list: false },
	'studio/verdict': { of: 'string', list: false },
	'studio/end_score': { of: 'int64', list: false },
	'studio/end_checks_met': { of: 'string', list: true },
	'studio/end_checks_missed': { of: 'string', list: true }
};

/**
 * Writes a dataset into an empty folder, one episode after the other; only one episode is in memory at a time.
 * Throws what the file system throws. `finish` once, after the last episode.
 */
export class DatasetWriter {
	readonly #dir: string;
	readonly #spec: RenditionSpec;
	readonly #stats = new Map(Object.entries(TABULAR_FEATURES).map(([name, f]) => [name, new RunningStats(f.shape[0])]));
	readonly #imageStats: SubmissionContent['capture']['imageStats'][] = [];
	readonly #tasks: string[] = [];
	readonly #episodes: Record<string, unknown>[] = [];
	readonly #annotations: string[] = [];
	/** By the id of a task that is in the dataset. */
	readonly #steps: Record<string, readonly string[]> = {};
	#data: OpenParquet | null = null;
	#dataFiles = 0;
	#frames = 0;

	constructor(dir: string, spec: RenditionSpec) {
		this.#dir = dir;
		this.#spec = spec;
	}

	get frames(): number {
		return this.#frames;
	}
	get tasks(): readonly string[] {
		return this.#tasks;
	}
	get episodes(): number {
		return this.#episodes.length;
	}

	addEpisode(entry: DatasetEntry, content: SubmissionContent, task: { text: string; steps: readonly string[] }): void {
		const episodeIndex = this.#episodes.length;
		const count = content.frames.length;
		const rows = episodeRows({
			episodeIndex,
			taskIndex: this.#taskIndex(task.text),
			firstRow: this.#frames,
			firstSegmentId: this.#annotations.length,
			fps: this.#spec.fps,
			frames: content.frames,
			annotation: content.annotation,
			steps: task.steps,
			captureTimeS: content.capture.captureTimeS,
			repeated: content.capture.repeated
		});
		this.#openData().append(rows);
		this.#count(rows);
		this.#imageStats.push(content.capture.imageStats);
		this.#write(fillPath(VIDEO_PATH, placeOf(episodeIndex), CAMERA_KEY), content.video);
		this.#noteAnnotations(episodeIndex, content);
		const video = placeOf(episodeIndex);
		const data = placeOf(this.#dataFiles - 1);
		this.#episodes.push({
			episode_index: BigInt(episodeIndex),
			tasks: [task.text],
			length: BigInt(count),
			'data/chunk_index': BigInt(data.chunk),
			'data/file_index': BigInt(data.file),
			dataset_from_index: BigInt(this.#frames),
			dataset_to_index: BigInt(this.#frames + count),
			[`videos/${CAMERA_KEY}/chunk_index`]: BigInt(video.chunk),
			[`videos/${CAMERA_KEY}/file_index`]: BigInt(video.file),
			[`videos/${CAMERA_KEY}/from_timestamp`]: 0,
			[`videos/${CAMERA_KEY}/to_timestamp`]: count / this.#spec.fps,
			'meta/episodes/chunk_index': 0n,
			'meta/episodes/file_index': 0n,
			'consent/receipt_id': content.consentSha256,
			'consent/purposes': Object.keys(entry.purposes).filter((purpose) => entry.purposes[purpose]),
			'studio/submission_id': entry.submissionId,
			'studio/receipt_sha256': createHash('sha256').update(entry.receipt).digest('hex'),
			'studio/task_id': entry.manifest.taskId,
			'studio/layer': content.layer.kind,
			'studio/layer_id': content.layer.id,
			'studio/layer_author': content.layer.author,
			'studio/verdict': content.capture.quality?.verdict ?? '',
			'studio/end_score': BigInt(content.annotation.ending?.score ?? 0),
			'studio/end_checks_met': checksThatAre(content.annotation, true),
			'studio/end_checks_missed': checksThatAre(content.annotation, false)
		});
		if (task.steps.length > 0) this.#steps[entry.manifest.taskId] = task.steps;
		this.#frames += count;
	}

	/** Writes everything that is known only at the end. */
	finish(video: { codec: string; pixelFormat: string }, card: Omit<CardFacts, 'episodes' | 'frames' | 'tasks'>): void {
		this.#data?.close();
		const totals = { episodes: this.#episodes.length, frames: this.#frames };
		this.#writeJson(
			'meta/info.json',
			datasetInfo({ spec: this.#spec, ...video, ...totals, tasks: this.#tasks.length })
		);
		this.#writeJson('meta/stats.json', {
			[CAMERA_KEY]: mergeImageStats(this.#imageStats),
			...Object.fromEntries([...this.#stats].map(([name, stats]) => [name, stats.result()]))
		});
		this.#writeTable(
			'meta/tasks.parquet',
			{ task_index: { of: 'int64', list: false }, task: { of: 'string', list: false } },
			{ task_index: this.#tasks.map((_, i) => BigInt(i)), task: [...this.#tasks] },
			[{ key: 'pandas', value: tasksPandasKey() }]
		);
		this.#writeTable(
			fillPath(EPISODES_PATH, placeOf(0)),
			EPISODE_COLUMNS,
			Object.fromEntries(Object.keys(EPISODE_COLUMNS).map((name) => [name, this.#episodes.map((e) => e[name])]))
		);
		this.#writeJson('meta/studio/vocab.json', vocabulary(this.#steps));
		this.#write('meta/studio/annotations.jsonl', this.#annotations.map((line) => line + '\n').join(''));
		this.#write('README.md', datasetCard({ ...card, ...totals, tasks: this.#tasks }));
		this.#write('SHA256SUMS', checksums(this.#dir));
	}

	#taskIndex(task: string): number {
		const known = this.#tasks.indexOf(task);
		return known >= 0 ? known : this.#tasks.push(task) - 1;
	}

	#openData(): OpenParquet {
		if (this.#data && this.#data.bytes < DATA_FILE_MB * 1e6) return this.#data;
		this.#data?.close();
		const path = this.#folderFor(fillPath(DATA_PATH, placeOf(this.#dataFiles++)));
		return (this.#data = openParquet(path, DATA_COLUMNS));
	}

	#count(rows: Columns): void {
		for (const [name, stats] of this.#stats)
			for (const value of rows[name]!) stats.add(Array.isArray(value) ? value : [Number(value)]);
	}

	#noteAnnotations(episodeIndex: number, content: SubmissionContent): void {
		for (const segment of content.annotation.segments)
			this.#annotations.push(
				JSON.stringify({
					episode_index: episodeIndex,
					segment_id: this.#annotations.length,
					start_s: segment.startUs / 1e6,
					end_s: segment.endUs / 1e6,
					layer: content.layer.kind,
					author: content.layer.author,
					...segment,
					...derivedOf(content.annotation.segments, segment)
				})
			);
	}

	#folderFor(relative: string): string {
		const path = join(this.#dir, relative);
		mkdirSync(dirname(path), { recursive: true });
		return path;
	}
	#write(relative: string, bytes: Uint8Array | string): void {
		writeFileSync(this.#folderFor(relative), bytes);
	}
	#writeJson(relative: string, value: unknown): void {
		this.#write(relative, JSON.stringify(value, null, 2) + '\n');
	}
	#writeTable(
		relative: string,
		columns: Record<string, ColumnType>,
		table: Table,
		kv: { key: string; value: string }[] = []
	): void {
		const file = openParquet(this.#folderFor(relative), columns, kv);
		file.append(table);
		file.close();
	}
}

/** What an event's line says beside what is stored: its try, and why a recovery was needed. */
function derivedOf(segments: readonly Segment[], segment: Segment): Record<string, unknown> {
	if (!isEvent(segment)) return {};
	const attempt = attemptNumberOf(segments, segment);
	return segment.kind === 'recovery' ? { attempt, cause: causeOf(segments, segment) } : { attempt };
}

const checksThatAre = ({ ending }: AnnotationSnapshot, met: boolean): string[] =>
	Object.entries(ending?.checks ?? {})
		.flatMap(([id, value]) => (value === met ? [id] : []))
		.sort();

/** Every file of a folder but `SHA256SUMS`, as `sha256sum` writes them, sorted by path. */
export function checksums(dir: string): string {
	return filesUnder(dir)
		.filter((path) => path !== 'SHA256SUMS')
		.map(
			(path) =>
				`${createHash('sha256')
					.update(readFileSync(join(dir, path)))
					.digest('hex')}  ${path}\n`
		)
		.join('');
}

/** Paths of all files under a folder, relative, with `/`, sorted. */
export const filesUnder = (dir: string): string[] =>
	readdirSync(dir, { recursive: true, withFileTypes: true })
		.filter((item) => !item.isDirectory())
		.map((item) =>
			join(item.parentPath, item.name)
				.slice(dir.length + 1)
				.replaceAll('\\', '/')
		)
		.sort();
