/** What the validator looks at. Ids are stable: tests and reports name them. */
export const CHECKS = {
	LR1: 'paths follow their templates, three digits, no hole, and every file that is named is there',
	LR2: 'info.json has every key, whole numbers, version v3.0',
	LR3: 'features hold the five defaults, no "/", no "image" outside cameras, camera names end in "channels"',
	LR4: 'columns of the data files are exactly the features that are no video',
	LR5: 'physical types, three-level lists named list and element',
	LR6: 'vectors have the length of their shape; nothing is null or not a number',
	LR7: 'rows, total_frames and the sum of lengths agree',
	LR8: 'index runs on, frame_index restarts, timestamp is frame_index / fps',
	LR9: 'episodes are in order, their ranges touch, to - from = length',
	LR10: 'tasks: order, unique, the pandas key, every task_index and task string known',
	LR11: 'each video: codec, pixel format, size, rate, constant step, first time 0, frames, duration, key frames, no B-frames',
	LR12: 'video windows are whole frames',
	LR13: 'statistics of every feature: keys, shapes, count',
	LR14: 'splits cover the episodes',
	LR15: 'nothing else under data/ and meta/episodes/',
	LR16: 'SHA256SUMS fits every file'
} as const;
export type CheckId = keyof typeof CHECKS;

/** One thing that is wrong. `file` is relative to the dataset. */
export type Finding = { check: CheckId; file: string; message: string };
export type Say = (check: CheckId, file: string, message: string) => void;

/** The same complaint about a thousand rows is said this many times, then counted. */
export const SAID_TIMES = 5;
