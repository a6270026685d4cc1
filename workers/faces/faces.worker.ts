import { FaceDetector } from '@mediapipe/tasks-vision';
import * as Comlink from 'comlink';
import { refusedFile } from '../../src/lib/adapters/models/guard-runtime.ts';
import { loadModel } from '../../src/lib/adapters/models/load-model.ts';
import { FACE_MIN_CONFIDENCE, mergeFaces } from '../../src/lib/domain/redaction/blazeface.ts';
import type { FaceBox } from '../../src/lib/domain/redaction/face-box.ts';
import { fromRegion } from '../../src/lib/domain/redaction/face-regions.ts';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import type { FaceDetectorMaker } from '../shared/face-api.ts';
import { makeFaceCrops, type Crop } from '../shared/face-crops.ts';
import { openMediaPipe } from '../shared/mediapipe.ts';
import type { FacesApi } from './api.ts';

/*
 * empty ──init──► ready ──error──► empty (the next call starts it again)
 * Runs on the processor: the pictures are small, and every frame must get an answer on every machine.
 */
/** Twice the network's input: MediaPipe scales the rest itself. */
const CROP = 256;

type Ready = { detector: FaceDetector; maker: FaceDetectorMaker };
let ready: Ready | null = null;
let minConfidence = FACE_MIN_CONFIDENCE;
const crops = makeFaceCrops(CROP, false);

async function start(): Promise<Outcome<Ready>> {
	if (ready) return ok(ready);
	const [mediapipe, model] = await Promise.all([openMediaPipe(), loadModel('face_detector_short_range')]);
	if (!mediapipe.ok) return mediapipe;
	if (!model.ok) return model;
	const { name, sha256, bytes } = model.value;
	try {
		const detector = await FaceDetector.createFromOptions(mediapipe.value.fileset, {
			baseOptions: { modelAssetBuffer: bytes, delegate: 'CPU' },
			canvas: new OffscreenCanvas(1, 1),
			runningMode: 'IMAGE',
			minDetectionConfidence: minConfidence
		});
		const runtime = `@mediapipe/tasks-vision@${mediapipe.value.version}`;
		ready = { detector, maker: { model: name, modelSha256: sha256, runtime, minConfidence } };
		return ok(ready);
	} catch (error) {
		const refused = refusedFile();
		return refused
			? fail('model_hash_wrong', refused, { retry: 'after_change' })
			: fail('tracker_failed', messageOf(error), { retry: 'now' });
	}
}

function facesOf(detector: FaceDetector, { canvas, region, width, height }: Crop): FaceBox[] {
	return detector.detect(canvas).detections.flatMap(({ boundingBox, categories }) => {
		if (!boundingBox) return [];
		const { originX, originY, width: across, height: down } = boundingBox;
		const face = {
			x: originX / CROP,
			y: originY / CROP,
			width: across / CROP,
			height: down / CROP,
			confidence: categories[0]?.score ?? 0
		};
		return [fromRegion(face, region, width, height)];
	});
}

Comlink.expose({
	async init(options = {}) {
		minConfidence = options.minConfidence ?? FACE_MIN_CONFIDENCE;
		ready?.detector.close();
		ready = null;
		const started = await start();
		return started.ok ? ok(started.value.maker) : started;
	},
	async detectFaces(frame, ptsUs) {
		try {
			const started = await start();
			if (!started.ok) return started;
			const { detector } = started.value;
			const faces: FaceBox[] = [];
			for (const crop of crops(frame)) faces.push(...facesOf(detector, crop));
			return ok(mergeFaces(faces));
		} catch (error) {
			ready = null;
			return fail('tracker_failed', `faces at ${ptsUs}: ${messageOf(error)}`, { retry: 'now', context: { ptsUs } });
		} finally {
			frame.close();
		}
	}
} satisfies FacesApi);
