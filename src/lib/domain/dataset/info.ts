import type { RenditionSpec } from '../../schema/programme.ts';
import { CAMERA_KEY, TABULAR_FEATURES, videoFeature, type Feature } from './feature-table.ts';
import { CHUNK_FILES, DATA_FILE_MB, DATA_PATH, VIDEO_FILE_MB, VIDEO_PATH } from './layout.ts';

export const ROBOT_TYPE = 'human_hand_webcam';

export type DatasetInfo = {
	codebase_version: 'v3.0';
	robot_type: string;
	total_episodes: number;
	total_frames: number;
	total_tasks: number;
	chunks_size: number;
	data_files_size_in_mb: number;
	video_files_size_in_mb: number;
	fps: number;
	splits: { train: string };
	data_path: string;
	video_path: string;
	features: Record<string, Feature>;
};

/** Content of `meta/info.json`; every key is written, because older readers need them all. */
export function datasetInfo(of: {
	spec: RenditionSpec;
	codec: string;
	pixelFormat: string;
	episodes: number;
	frames: number;
	tasks: number;
}): DatasetInfo {
	return {
		codebase_version: 'v3.0',
		robot_type: ROBOT_TYPE,
		total_episodes: of.episodes,
		total_frames: of.frames,
		total_tasks: of.tasks,
		chunks_size: CHUNK_FILES,
		data_files_size_in_mb: DATA_FILE_MB,
		video_files_size_in_mb: VIDEO_FILE_MB,
		fps: of.spec.fps,
		splits: { train: `0:${of.episodes}` },
		data_path: DATA_PATH,
		video_path: VIDEO_PATH,
		features: { [CAMERA_KEY]: videoFeature(of.spec, of.codec, of.pixelFormat), ...TABULAR_FEATURES }
	};
}

/**
 * The `pandas` key of `tasks.parquet`: it makes the task string the index of the frame. Without it a reader loads
 * the row number as the task, and says nothing.
 */
export const tasksPandasKey = (): string =>
	JSON.stringify({
		index_columns: ['task'],
		column_indexes: [
			{ name: null, field_name: null, pandas_type: 'unicode', numpy_type: 'object', metadata: { encoding: 'UTF-8' } }
		],
		columns: [
			{ name: 'task_index', field_name: 'task_index', pandas_type: 'int64', numpy_type: 'int64', metadata: null },
			{ name: 'task', field_name: 'task', pandas_type: 'unicode', numpy_type: 'object', metadata: null }
		],
		attributes: {},
		creator: { library: 'handloom', version: '1' },
		pandas_version: '2.3.3'
	});
