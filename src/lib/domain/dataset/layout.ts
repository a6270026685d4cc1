/** Files in one chunk folder before the next one begins. */
export const CHUNK_FILES = 1000;
/** A data file that has reached this size is closed, and the next episode opens another. */
export const DATA_FILE_MB = 100;
export const VIDEO_FILE_MB = 200;

export const DATA_PATH = 'data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet';
export const VIDEO_PATH = 'videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4';
export const EPISODES_PATH = 'meta/episodes/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet';

export type FilePlace = { chunk: number; file: number };

/** Place of the nth file (0, 1, 2 …) of a tree. */
export const placeOf = (n: number): FilePlace => ({ chunk: Math.floor(n / CHUNK_FILES), file: n % CHUNK_FILES });

/** A path template with its numbers put in, three digits each. */
export function fillPath(template: string, place: FilePlace, videoKey = ''): string {
	return template
		.replace('{video_key}', videoKey)
		.replace('{chunk_index:03d}', String(place.chunk).padStart(3, '0'))
		.replace('{file_index:03d}', String(place.file).padStart(3, '0'));
}
