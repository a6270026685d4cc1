import * as Comlink from 'comlink';
import { Tensor } from 'onnxruntime-web/wasm';
import { decodeFaces, FACE_INPUT, FACE_MIN_CONFIDENCE, mergeFaces } from '../../src/lib/domain/redaction/blazeface.ts';
import type { FaceBox } from '../../src/lib/domain/redaction/face-box.ts';
import { fromRegion } from '../../src/lib/domain/redaction/face-regions.ts';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import { makeFaceCrops, type Crop } from '../shared/face-crops.ts';
import type { InferApi } from './api.ts';
import { handPasses } from './hand-passes.ts';
import { body } from './body.ts';
import { hands } from './hands.ts';
import { openSession, type OpenSession } from './open-session.ts';

/*
 * empty ──init──► ready. Calls wait for each other: a session runs one input at a time.
 */
let opening: Promise<Outcome<OpenSession>> | null = null;
let minConfidence = FACE_MIN_CONFIDENCE;
let threads: number | undefined;
let queue: Promise<unknown> = Promise.resolve();
const crops = makeFaceCrops(FACE_INPUT, true);
const input = new Float32Array(FACE_INPUT * FACE_INPUT * 3);

async function open(): Promise<Outcome<OpenSession>> {
	opening ??= openSession('face_detection_short_range', threads);
	const opened = await opening;
	if (!opened.ok) opening = null;
	return opened;
}

/** Pixels 0..255 RGBA as the network wants them: RGB, -1..1. */
function readPixels({ context }: Crop): void {
	const { data } = context.getImageData(0, 0, FACE_INPUT, FACE_INPUT);
	for (let from = 0, to = 0; from < data.length; from += 4) {
		input[to++] = data[from]! / 127.5 - 1;
		input[to++] = data[from + 1]! / 127.5 - 1;
		input[to++] = data[from + 2]! / 127.5 - 1;
	}
}

async function facesOf({ session }: OpenSession, crop: Crop): Promise<FaceBox[]> {
	readPixels(crop);
	const tensor = new Tensor('float32', input, [1, FACE_INPUT, FACE_INPUT, 3]);
	const { regressors, classificators } = await session.run({ input: tensor });
	const found = mergeFaces(
		decodeFaces(regressors!.data as Float32Array, classificators!.data as Float32Array, minConfidence)
	);
	return found.map((face) => fromRegion(face, crop.region, crop.width, crop.height));
}

async function look(frame: VideoFrame | ImageBitmap, ptsUs: number): Promise<Outcome<FaceBox[]>> {
	try {
		const opened = await open();
		if (!opened.ok) return opened;
		const faces: FaceBox[] = [];
		for (const crop of crops(frame)) faces.push(...(await facesOf(opened.value, crop)));
		return ok(mergeFaces(faces));
	} catch (error) {
		return fail('tracker_failed', `faces at ${ptsUs}: ${messageOf(error)}`, { retry: 'now', context: { ptsUs } });
	} finally {
		frame.close();
	}
}

Comlink.expose({
	...hands,
	...handPasses,
	...body,
	async init(options = {}) {
		minConfidence = options.minConfidence ?? FACE_MIN_CONFIDENCE;
		threads = options.threads;
		const opened = await open();
		if (!opened.ok) return opened;
		const { model, runtime } = opened.value;
		return ok({ model: model.name, modelSha256: model.sha256, runtime, minConfidence });
	},
	detectFaces(frame, ptsUs) {
		const result = queue.then(() => look(frame, ptsUs));
		queue = result.catch(() => undefined);
		return result;
	}
} satisfies InferApi);
