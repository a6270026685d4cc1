import type { Sha256 } from '../../schema/ids.ts';
import expected from '../../../../tools/models/expected.json' with { type: 'json' };

/**
 * The models and runtimes that this build of the app trusts. Compiled in, so that a server which serves
 * other bytes is found out: `static/models/manifest.json` is for people, nothing here reads it.
 */
export const MODEL_NAMES = [
	'hand_landmarker_lite',
	'hand_landmarker_full',
	'face_detector_short_range',
	'face_detection_short_range',
	'face_detection_full_range',
	'palm_detection_full',
	'hand_landmarks_full',
	'hand_landmarks_lite',
	'pose_detection',
	'pose_landmarks_lite'
] as const;
export type ModelName = (typeof MODEL_NAMES)[number];
export type RuntimeName = 'mediapipe-vision' | 'onnxruntime-web' | 'onnxruntime-webgpu';

export type PinnedModel = {
	name: ModelName;
	file: string;
	url: string;
	sha256: Sha256;
	byteLength: number;
	source: string;
};
export type PinnedFile = { url: string; sha256: Sha256; byteLength: number };
export type PinnedRuntime = { name: RuntimeName; version: string; baseUrl: string; files: Record<string, PinnedFile> };

/** Absolute, because a bundler's development server rewrites imports of relative ones. */
const absolute = (path: string): string => new URL(path, globalThis.location?.origin ?? 'http://localhost').href;

export function pinnedModel(name: ModelName): PinnedModel {
	const entry = expected.models.find((model) => model.name === name);
	if (!entry) throw new Error(`expected.json has no model ${name}`);
	const { file, sha256, byteLength, source } = entry;
	return {
		name,
		file,
		url: absolute(`/models/${file}`),
		sha256: sha256 as Sha256,
		byteLength,
		source: `${source.package}@${source.version}`
	};
}

export function pinnedRuntime(name: RuntimeName): PinnedRuntime {
	const entry = expected.runtimes.find((runtime) => runtime.name === name);
	if (!entry) throw new Error(`expected.json has no runtime ${name}`);
	const baseUrl = absolute(`/runtime/${entry.folder}`);
	const files = entry.files.map(({ file, sha256, byteLength }): [string, PinnedFile] => [
		file,
		{ url: `${baseUrl}/${file}`, sha256: sha256 as Sha256, byteLength }
	]);
	return { name, version: entry.source.version, baseUrl, files: Object.fromEntries(files) };
}
