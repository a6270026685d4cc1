import { Tensor } from 'onnxruntime-web/wasm';
import { wholeFrame, type HandRegion } from '../../src/lib/domain/hand-pipeline/region.ts';
import { sampleRegion, type Pixels } from '../../src/lib/domain/hand-pipeline/sample-region.ts';
import {
	decodePose,
	POSE_INPUT,
	POSE_MIN_PRESENCE,
	type UpperBody
} from '../../src/lib/domain/upper-body/decode-pose.ts';
import { decodePeople, DETECTION_INPUT } from '../../src/lib/domain/upper-body/decode-pose-detection.ts';
import { regionOfPerson } from '../../src/lib/domain/upper-body/pose-region.ts';
import { ok, type Outcome } from '../../src/lib/failure/failure.ts';
import type { Picture } from '../shared/hand-finder.ts';
import { FramePixels } from '../shared/frame-pixels.ts';
import { openSession, type OpenSession } from './open-session.ts';

/** The upper body of one person on the pictures of one clip. The person is looked for where the last picture had none. */
export class UpperBodyFinder {
	readonly detection: OpenSession;
	readonly landmarks: OpenSession;
	#pixels = new FramePixels();
	#detectionInput = new Float32Array(3 * DETECTION_INPUT ** 2);
	#poseInput = new Float32Array(3 * POSE_INPUT ** 2);
	#next: HandRegion | null = null;

	private constructor(detection: OpenSession, landmarks: OpenSession) {
		this.detection = detection;
		this.landmarks = landmarks;
	}

	/** fails `model_missing`, `model_hash_wrong`, `tracker_failed` */
	static async open(threads?: number): Promise<Outcome<UpperBodyFinder>> {
		const detection = await openSession('pose_detection', threads);
		if (!detection.ok) return detection;
		const landmarks = await openSession('pose_landmarks_lite', threads);
		if (landmarks.ok) return ok(new UpperBodyFinder(detection.value, landmarks.value));
		await detection.value.session.release();
		return landmarks;
	}

	/** The next picture belongs to another clip. */
	restart(): void {
		this.#next = null;
	}

	/** Null where nobody is seen. The picture stays the caller's. Throws when it cannot be read. */
	async look(picture: Picture): Promise<UpperBody | null> {
		const pixels = await this.#pixels.read(picture);
		const region = this.#next ?? (await this.#findPerson(pixels));
		const body = region ? await this.#read(pixels, region) : null;
		this.#next = body ? regionOfPerson(body.hips, body.circle) : null;
		return body;
	}

	async close(): Promise<void> {
		await this.detection.session.release();
		await this.landmarks.session.release();
	}

	async #findPerson(pixels: Pixels): Promise<HandRegion | null> {
		const view = wholeFrame(pixels);
		const input = this.#detectionInput;
		sampleRegion(pixels, view, DETECTION_INPUT, 'black', input);
		for (let i = 0; i < input.length; i++) input[i] = input[i]! * 2 - 1;
		const outputs = await run(this.detection, input, DETECTION_INPUT);
		const [person] = decodePeople(outputs['Identity']!, outputs['Identity_1']!, view);
		return person ? regionOfPerson(person.hips, person.circle) : null;
	}

	async #read(pixels: Pixels, region: HandRegion): Promise<UpperBody | null> {
		sampleRegion(pixels, region, POSE_INPUT, 'edge', this.#poseInput);
		const outputs = await run(this.landmarks, this.#poseInput, POSE_INPUT);
		const body = decodePose(
			{
				landmarks: outputs['Identity']!,
				presence: outputs['Identity_1']![0]!,
				heat: outputs['Identity_3']!,
				worldLandmarks: outputs['Identity_4']!
			},
			region,
			pixels
		);
		return body.presence > POSE_MIN_PRESENCE ? body : null;
	}
}

async function run({ session }: OpenSession, input: Float32Array, side: number): Promise<Record<string, Float32Array>> {
	const feeds = { [session.inputNames[0]!]: new Tensor('float32', input, [1, side, side, 3]) };
	const outputs = await session.run(feeds);
	return Object.fromEntries(session.outputNames.map((name) => [name, outputs[name]!.data as Float32Array]));
}
