import { LANDMARKS } from '../../schema/limits.ts';
import type { RenditionSpec } from '../../schema/programme.ts';

export type TabularDtype = 'float32' | 'float64' | 'int64' | 'bool';
export type TabularFeature = { dtype: TabularDtype; shape: [number]; names: string[] | null };
export type VideoFeature = {
	dtype: 'video';
	shape: [number, number, number];
	names: ['height', 'width', 'channels'];
	info: Record<string, string | number | boolean>;
};
export type Feature = TabularFeature | VideoFeature;

export const CAMERA_KEY = 'observation.images.webcam';
export const SIDES = ['left', 'right'] as const;

/** Landmarks of `observation.state`, in its order; index in MediaPipe's order of 21. */
export const STATE_POINTS = [
	['wrist', 0],
	['thumb_tip', 4],
	['index_tip', 8],
	['middle_tip', 12],
	['ring_tip', 16],
	['little_tip', 20]
] as const;

/** 26 names: for each hand, left first, x and y of six points (0..1 of the rendition, y down), then presence (0 or 1). */
export const STATE_NAMES: readonly string[] = SIDES.flatMap((side) => [
	...STATE_POINTS.flatMap(([name]) => [`${side}.${name}.x`, `${side}.${name}.y`]),
	`${side}.present`
]);

const JOINTS = [
	'wrist',
	...['thumb_cmc', 'thumb_mcp', 'thumb_ip', 'thumb_tip'],
	...['index', 'middle', 'ring', 'little'].flatMap((finger) =>
		['mcp', 'pip', 'dip', 'tip'].map((j) => `${finger}_${j}`)
	)
];
const POINT_NAMES = JOINTS.flatMap((joint) => ['x', 'y', 'z'].map((axis) => `${joint}.${axis}`));

const scalar = (dtype: TabularDtype): TabularFeature => ({ dtype, shape: [1], names: null });
const vector = (names: readonly string[]): TabularFeature => ({
	dtype: 'float32',
	shape: [names.length],
	names: [...names]
});

/** Every column of the data files, in the order in which they are written. */
export const TABULAR_FEATURES: Readonly<Record<string, TabularFeature>> = Object.freeze({
	'observation.state': vector(STATE_NAMES),
	action: vector(STATE_NAMES),
	...Object.fromEntries(
		SIDES.flatMap((side) => [
			[`hand.${side}.kp2d`, vector(POINT_NAMES)],
			[`hand.${side}.kp3d`, vector(POINT_NAMES)],
			[`hand.${side}.present`, scalar('bool')],
			[`hand.${side}.score`, scalar('float32')],
			[`hand.${side}.human`, scalar('bool')]
		])
	),
	'annotation.grip.left': scalar('int64'),
	'annotation.grip.right': scalar('int64'),
	'annotation.failure': scalar('int64'),
	'annotation.recovery': scalar('bool'),
	'annotation.recovery_code': scalar('int64'),
	'annotation.attempt': scalar('int64'),
	'annotation.step': scalar('int64'),
	'annotation.contact.left': scalar('int64'),
	'annotation.contact.right': scalar('int64'),
	'annotation.segment_id': scalar('int64'),
	'next.done': scalar('bool'),
	'next.success': scalar('bool'),
	'capture.time': scalar('float64'),
	'capture.repeated': scalar('bool'),
	timestamp: scalar('float32'),
	frame_index: scalar('int64'),
	episode_index: scalar('int64'),
	index: scalar('int64'),
	task_index: scalar('int64')
});

export const DEFAULT_FEATURES = ['timestamp', 'frame_index', 'episode_index', 'index', 'task_index'] as const;
export const STATE_LENGTH = STATE_NAMES.length;
export const POINTS_LENGTH = LANDMARKS * 3;

/** The camera as `info.json` tells it; `codec` and `pixelFormat` as ffmpeg names them. Datasets merge only where all of it is equal. */
export function videoFeature(spec: RenditionSpec, codec: string, pixelFormat: string): VideoFeature {
	return {
		dtype: 'video',
		shape: [spec.height, spec.width, 3],
		names: ['height', 'width', 'channels'],
		info: {
			'video.height': spec.height,
			'video.width': spec.width,
			'video.codec': codec,
			'video.pix_fmt': pixelFormat,
			'video.fps': spec.fps,
			'video.channels': 3,
			has_audio: false,
			is_depth_map: false,
			'video.g': spec.gop
		}
	};
}
