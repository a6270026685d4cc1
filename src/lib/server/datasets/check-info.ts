import { z } from '../../schema/zod.ts';
import { DEFAULT_FEATURES, type Feature } from '../../domain/dataset/feature-table.ts';
import { CHUNK_FILES, DATA_PATH, VIDEO_PATH } from '../../domain/dataset/layout.ts';
import { QUANTILES } from '../../domain/dataset/statistics.ts';
import type { Say } from './checks.ts';

const FeatureShape = z.looseObject({
	dtype: z.string(),
	shape: z.array(z.int().positive()).min(1),
	names: z.unknown(),
	info: z.record(z.string(), z.unknown()).optional()
});
const whole = z.int().nonnegative();
const InfoShape = z.looseObject({
	codebase_version: z.literal('v3.0'),
	robot_type: z.string().min(1),
	total_episodes: whole.positive(),
	total_frames: whole.positive(),
	total_tasks: whole.positive(),
	chunks_size: whole.positive(),
	data_files_size_in_mb: whole.positive(),
	video_files_size_in_mb: whole.positive(),
	fps: whole.positive(),
	splits: z.record(z.string(), z.string()),
	data_path: z.string(),
	video_path: z.string(),
	features: z.record(z.string(), FeatureShape)
});
/** `info.json` as found; features are not yet known to be ours. */
export type FoundInfo = z.infer<typeof InfoShape>;

const INFO = 'meta/info.json';

/** LR2. Without a readable `info.json` nothing else can be checked: null. */
export function checkInfo(json: unknown, say: Say): FoundInfo | null {
	const parsed = InfoShape.safeParse(json);
	if (parsed.success) return parsed.data;
	for (const issue of parsed.error.issues) say('LR2', INFO, `${issue.path.join('.') || 'file'}: ${issue.message}`);
	return null;
}

/** LR1 (templates), LR3 and LR14. */
export function checkFeatures(info: FoundInfo, say: Say): void {
	if (info.data_path !== DATA_PATH) say('LR1', INFO, `data_path is ${info.data_path}`);
	if (info.video_path !== VIDEO_PATH) say('LR1', INFO, `video_path is ${info.video_path}`);
	if (info.chunks_size !== CHUNK_FILES) say('LR1', INFO, `chunks_size is ${info.chunks_size}`);
	const wanted: Record<string, string> = { timestamp: 'float32', frame_index: 'int64', episode_index: 'int64', index: 'int64', task_index: 'int64' }; // prettier-ignore
	for (const name of DEFAULT_FEATURES) {
		const feature = info.features[name];
		if (!feature) say('LR3', INFO, `default feature ${name} is missing`);
		else if (feature.dtype !== wanted[name] || feature.shape.join() !== '1')
			say('LR3', INFO, `${name} is ${feature.dtype} [${feature.shape.join()}]`);
	}
	for (const [name, feature] of Object.entries(info.features)) {
		if (name.includes('/')) say('LR3', INFO, `"/" in ${name}`);
		if (feature.dtype === 'video') {
			const names = feature.names;
			const last = Array.isArray(names) ? names[2] : undefined;
			if (feature.shape.length !== 3 || (last !== 'channels' && last !== 'channel'))
				say('LR3', INFO, `${name}: shape [${feature.shape.join()}], third name ${String(last)}`);
		} else if (name.includes('image')) say('LR3', INFO, `"image" in ${name}, which is no video`);
		else if (Array.isArray(feature.names) && feature.names.length !== feature.shape[0])
			say('LR3', INFO, `${name}: ${feature.names.length} names for shape [${feature.shape.join()}]`);
	}
	if (!Object.values(info.features).some((f) => f.dtype === 'video')) say('LR3', INFO, 'no video feature');
	checkSplits(info, say);
}

function checkSplits(info: FoundInfo, say: Say): void {
	let next = 0;
	for (const [name, range] of Object.entries(info.splits)) {
		const match = /^(\d+):(\d+)$/.exec(range);
		if (!match || Number(match[1]) !== next || Number(match[2]) <= next) say('LR14', INFO, `split ${name} is ${range}`);
		else next = Number(match[2]);
	}
	if (next !== info.total_episodes) say('LR14', INFO, `splits end at ${next} of ${info.total_episodes} episodes`);
}

/** LR13. */
export function checkStats(stats: Record<string, unknown> | null, info: FoundInfo, say: Say): void {
	const file = 'meta/stats.json';
	if (!stats) return say('LR13', file, 'missing or not readable');
	for (const [name, feature] of Object.entries(info.features)) {
		if (feature.dtype === 'string' || feature.dtype === 'language') continue;
		const found = stats[name] as Record<string, unknown> | undefined;
		if (!found) say('LR13', file, `no statistics of ${name}`);
		else checkOne(name, feature as Feature, found, info, say);
	}
	for (const name of Object.keys(stats)) if (!info.features[name]) say('LR13', file, `${name} is no feature`);
}

function checkOne(name: string, feature: Feature, found: Record<string, unknown>, info: FoundInfo, say: Say): void {
	const file = 'meta/stats.json';
	const shape = feature.dtype === 'video' ? '3,1,1' : String(feature.shape[0]);
	for (const key of ['min', 'max', 'mean', 'std', ...Object.keys(QUANTILES)]) {
		if (shapeOf(found[key]) !== shape)
			say('LR13', file, `${name}.${key} has shape [${shapeOf(found[key])}], not [${shape}]`);
	}
	const count = found['count'];
	if (!Array.isArray(count) || count.length !== 1 || !Number.isInteger(count[0]))
		say('LR13', file, `${name}.count is no list of one whole number`);
	else if (feature.dtype !== 'video' && count[0] !== info.total_frames)
		say('LR13', file, `${name}.count is ${count[0]} of ${info.total_frames}`);
}

/** `3,1,1` for three lists of one list of one number; empty where lengths differ or something is no finite number. */
function shapeOf(value: unknown): string {
	if (!Array.isArray(value)) return '';
	if (value.every((v) => typeof v === 'number')) return value.every(Number.isFinite) ? String(value.length) : '';
	const inner = new Set(value.map(shapeOf));
	return inner.size === 1 && !inner.has('') ? `${value.length},${[...inner][0]}` : '';
}
