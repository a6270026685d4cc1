import { readFileSync } from 'node:fs';
import { convertToOnnx } from './onnx/convert.ts';
import { unpackAsset } from './packed-assets.ts';
import { withMetadata, type InputScale } from './tflite-metadata.ts';
import { zipStored } from './zip-stored.ts';

/** Where a file of an installed npm package lies. */
export type Packages = { path(packageName: string, file: string): string };

/** How one model is made from the files of one package. `extension` is that of the file it is served as. */
export type Recipe = {
	name: string;
	extension: 'task' | 'tflite' | 'onnx';
	package: string;
	files: readonly string[];
	make(packages: Packages): Uint8Array;
};

const HANDS = '@mediapipe/hands';
const FACES = '@mediapipe/face_detection';
const POSE = '@mediapipe/pose';
const HANDS_PACKED = 'hands_solution_packed_assets';
const POSE_PACKED = 'pose_solution_packed_assets';
const FACE_FILE = 'face_detection_short_range.tflite';
/** What the networks were trained on: hands 0..1, faces -1..1. */
const HAND_SCALE: InputScale = { mean: 0, std: 255 };
const FACE_SCALE: InputScale = { mean: 127.5, std: 127.5 };

const read = (packages: Packages, name: string, file: string) =>
	new Uint8Array(readFileSync(packages.path(name, file)));

/** A network that lies with others in one file of its package. */
const unpacked = (packages: Packages, name: string, packed: string, file: string) =>
	unpackAsset(
		new TextDecoder().decode(read(packages, name, `${packed}_loader.js`)),
		read(packages, name, `${packed}.data`),
		file
	);

/** HandLandmarker's bundle: the palm detector, and one of the two landmark networks. */
const handLandmarker = (size: 'lite' | 'full'): Recipe => {
	const landmarks = `hand_landmark_${size}.tflite`;
	return {
		name: `hand_landmarker_${size}`,
		extension: 'task',
		package: HANDS,
		files: [`${HANDS_PACKED}.data`, landmarks],
		make(packages) {
			const palm = unpacked(packages, HANDS, HANDS_PACKED, 'palm_detection_full.tflite');
			const hand = read(packages, HANDS, landmarks);
			return zipStored([
				{ name: 'hand_detector.tflite', bytes: withMetadata(palm, 'palm detection', HAND_SCALE, ['boxes', 'scores']) },
				{
					name: 'hand_landmarks_detector.tflite',
					bytes: withMetadata(hand, `hand landmarks ${size}`, HAND_SCALE, [
						'landmarks',
						'presence',
						'handedness',
						'world_landmarks'
					])
				}
			]);
		}
	};
};

/**
 * A TFLite network that is served as ONNX. `packed`: it lies with others in that file of its package.
 * `outputs`: those that are used, where not all are.
 */
export type Network = { name: string; package: string; file: string; packed?: string; outputs?: readonly string[] };

export const NETWORKS: readonly Network[] = [
	{ name: 'face_detection_short_range', package: FACES, file: FACE_FILE },
	{ name: 'face_detection_full_range', package: FACES, file: 'face_detection_full_range.tflite' },
	{ name: 'palm_detection_full', package: HANDS, file: 'palm_detection_full.tflite', packed: HANDS_PACKED },
	{ name: 'hand_landmarks_full', package: HANDS, file: 'hand_landmark_full.tflite' },
	{ name: 'hand_landmarks_lite', package: HANDS, file: 'hand_landmark_lite.tflite' },
	{ name: 'pose_detection', package: POSE, file: 'pose_detection.tflite', packed: POSE_PACKED },
	{
		name: 'pose_landmarks_lite',
		package: POSE,
		file: 'pose_landmark_lite.tflite',
		// Landmarks, presence, heat map, world landmarks; without Identity_2, a mask of the person.
		outputs: ['Identity', 'Identity_1', 'Identity_3', 'Identity_4']
	}
];

/** The network as its package has it. */
export const tfliteOf = (packages: Packages, network: Network): Uint8Array =>
	network.packed
		? unpacked(packages, network.package, network.packed, network.file)
		: read(packages, network.package, network.file);

const asOnnx = (network: Network): Recipe => ({
	name: network.name,
	extension: 'onnx',
	package: network.package,
	files: network.packed ? [`${network.packed}.data`, network.file] : [network.file],
	make: (packages) => convertToOnnx(tfliteOf(packages, network), network.name, { outputs: network.outputs })
});

/** Every model that the app serves. */
export const RECIPES: readonly Recipe[] = [
	handLandmarker('lite'),
	handLandmarker('full'),
	{
		name: 'face_detector_short_range',
		extension: 'tflite',
		package: FACES,
		files: [FACE_FILE],
		make: (packages) =>
			withMetadata(read(packages, FACES, FACE_FILE), 'face detection, short range', FACE_SCALE, ['boxes', 'scores'])
	},
	...NETWORKS.map(asOnnx)
];

/** Runtimes that are served unchanged, each from a folder of its own. */
export const RUNTIMES = [
	{
		name: 'mediapipe-vision',
		package: '@mediapipe/tasks-vision',
		from: 'wasm',
		files: ['vision_wasm_module_internal.js', 'vision_wasm_module_internal.wasm']
	},
	{
		name: 'onnxruntime-web',
		package: 'onnxruntime-web',
		from: 'dist',
		files: ['ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm']
	},
	{
		name: 'onnxruntime-webgpu',
		package: 'onnxruntime-web',
		from: 'dist',
		files: ['ort-wasm-simd-threaded.asyncify.mjs', 'ort-wasm-simd-threaded.asyncify.wasm']
	}
] as const;
