import { HandLandmarker, type HandLandmarkerResult } from '@mediapipe/tasks-vision';
import { loadModel, type LoadedModel } from '../../src/lib/adapters/models/load-model.ts';
import { refusedFile } from '../../src/lib/adapters/models/guard-runtime.ts';
import type { RawHand } from '../../src/lib/domain/hands/decide-sides.ts';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import type { TrackMaker } from '../../src/lib/schema/track.ts';
import { FramePixels } from '../shared/frame-pixels.ts';
import { openMediaPipe, type MediaPipe } from '../shared/mediapipe.ts';
import { isRealGpu, rendererName } from '../shared/real-gpu.ts';
import type { LandmarkOptions } from './api.ts';

const SETTINGS = {
	numHands: 2,
	minHandDetectionConfidence: 0.5,
	minHandPresenceConfidence: 0.5,
	minTrackingConfidence: 0.5
};

export type Picture = VideoFrame | OffscreenCanvas | ImageBitmap;

/**
 * One HandLandmarker, started again when its graph breaks: after a timestamp or graph error it never recovers.
 *
 *   empty ──open──► ready ──error──► broken ──next detect──► ready
 *
 * time    whole milliseconds, strictly rising for the life of a graph; made here from microseconds
 */
export class HandTracker {
	#mediapipe: MediaPipe;
	#model: LoadedModel;
	#options: LandmarkOptions;
	#delegate: 'GPU' | 'CPU';
	#task: HandLandmarker | null = null;
	#canvas = new OffscreenCanvas(1, 1);
	#pixels = new FramePixels();
	#contextLost = false;
	#lastMs = -1;

	private constructor(mediapipe: MediaPipe, model: LoadedModel, options: LandmarkOptions) {
		this.#mediapipe = mediapipe;
		this.#model = model;
		this.#options = options;
		this.#delegate = options.delegate ?? (isRealGpu(rendererName()) ? 'GPU' : 'CPU');
	}

	static async open(options: LandmarkOptions): Promise<Outcome<HandTracker>> {
		const [mediapipe, model] = await Promise.all([openMediaPipe(), loadModel(`hand_landmarker_${options.model}`)]);
		if (!mediapipe.ok) return mediapipe;
		if (!model.ok) return model;
		const tracker = new HandTracker(mediapipe.value, model.value, options);
		const started = await tracker.restart();
		return started.ok ? ok(tracker) : started;
	}

	get maker(): TrackMaker {
		return {
			model: this.#model.name,
			modelSha256: this.#model.sha256,
			runtime: `@mediapipe/tasks-vision@${this.#mediapipe.version}`,
			delegate: this.#delegate,
			inputMirrored: this.#options.inputMirrored,
			settings: { ...SETTINGS, runningMode: 'VIDEO' }
		};
	}

	get inputMirrored(): boolean {
		return this.#options.inputMirrored;
	}

	/** A new graph that knows nothing of earlier frames. A GPU that cannot start it gives way to the CPU. */
	async restart(): Promise<Outcome<null>> {
		this.close();
		for (;;) {
			this.#canvas = new OffscreenCanvas(1, 1);
			this.#contextLost = false;
			this.#canvas.addEventListener('webglcontextlost', () => (this.#contextLost = true));
			try {
				this.#task = await HandLandmarker.createFromOptions(this.#mediapipe.fileset, {
					baseOptions: { modelAssetBuffer: this.#model.bytes, delegate: this.#delegate },
					canvas: this.#canvas,
					runningMode: 'VIDEO',
					...SETTINGS
				});
				this.#lastMs = -1;
				return ok(null);
			} catch (error) {
				const refused = refusedFile();
				if (refused) return fail('model_hash_wrong', refused, { retry: 'after_change' });
				if (this.#delegate === 'CPU') return this.#failure(error);
				this.#delegate = 'CPU';
			}
		}
	}

	/** Hands on one picture. `ptsUs` must rise; the picture stays the caller's. A broken graph is started again, once. */
	async detect(picture: Picture, ptsUs: number): Promise<Outcome<RawHand[]>> {
		const shown = await this.#shown(picture);
		for (let attempt = 0; ; attempt++) {
			if (!this.#task || this.#contextLost) {
				const restarted = await this.restart();
				if (!restarted.ok) return restarted;
			}
			const ms = Math.max(Math.round(ptsUs / 1000), this.#lastMs + 1);
			try {
				const result = this.#task!.detectForVideo(shown, ms);
				if (this.#contextLost) throw new Error('the WebGL context was lost');
				this.#lastMs = ms;
				return ok(handsOf(result));
			} catch (error) {
				const failure = this.#failure(error);
				this.close();
				if (attempt > 0) return failure;
			}
		}
	}

	close(): void {
		try {
			this.#task?.close();
		} catch (error) {
			console.warn('a broken hand graph did not close', messageOf(error));
		}
		this.#task = null;
	}

	/** On the processor, pixels in memory that is used again for the next frame (`FramePixels.copy` says why). */
	async #shown(picture: Picture): Promise<Picture | ImageData> {
		if (this.#delegate !== 'CPU' || !(picture instanceof VideoFrame)) return picture;
		return (await this.#pixels.copy(picture)) ?? picture;
	}

	#failure(error: unknown) {
		const code = this.#contextLost ? 'webgl_lost' : 'tracker_failed';
		return fail(code, messageOf(error), { retry: 'now', context: { delegate: this.#delegate } });
	}
}

function handsOf(result: HandLandmarkerResult): RawHand[] {
	return result.landmarks.map((landmarks, i): RawHand => {
		const label = result.handedness[i]![0]!;
		return {
			rawLabel: label.categoryName === 'Left' ? 'left' : 'right',
			handednessScore: label.score,
			presence: null,
			landmarkConfidence: null,
			imageLandmarks: Float32Array.from(landmarks.flatMap(({ x, y, z }) => [x, y, z])),
			worldLandmarks: Float32Array.from(result.worldLandmarks[i]!.flatMap(({ x, y, z }) => [x, y, z]))
		};
	});
}
