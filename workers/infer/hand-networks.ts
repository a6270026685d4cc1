import { Tensor } from 'onnxruntime-web/wasm';
import { decodeHand, HAND_INPUT } from '../../src/lib/domain/hand-pipeline/decode-hand.ts';
import { decodePalms } from '../../src/lib/domain/hand-pipeline/decode-palms.ts';
import { PALM_INPUT } from '../../src/lib/domain/hand-pipeline/palm-anchors.ts';
import type { HandRegion, Palm } from '../../src/lib/domain/hand-pipeline/region.ts';
import { sampleRegion, type Pixels } from '../../src/lib/domain/hand-pipeline/sample-region.ts';
import type { RawHand } from '../../src/lib/domain/hands/decide-sides.ts';
import { ok, type Outcome } from '../../src/lib/failure/failure.ts';
import { openSession, type OpenSession } from './open-session.ts';

/**
 * The palm and the landmark network, and nothing that remembers a frame. One call at a time.
 */
export class HandNetworks {
	readonly palm: OpenSession;
	readonly hand: OpenSession;
	#palmInput = new Float32Array(3 * PALM_INPUT ** 2);
	#handInput = new Float32Array(3 * HAND_INPUT ** 2);

	private constructor(palm: OpenSession, hand: OpenSession) {
		this.palm = palm;
		this.hand = hand;
	}

	/** fails `model_missing`, `model_hash_wrong`, `tracker_failed` */
	static async open(network: 'lite' | 'full', threads?: number): Promise<Outcome<HandNetworks>> {
		// One after the other: the runtime starts with the first and refuses a second start beside it.
		const palm = await openSession('palm_detection_full', threads);
		if (!palm.ok) return palm;
		const hand = await openSession(`hand_landmarks_${network}`, threads);
		if (!hand.ok) {
			await palm.value.session.release();
			return hand;
		}
		return ok(new HandNetworks(palm.value, hand.value));
	}

	/** Palms in a straight square of a picture, surest first, pixels of the picture. */
	async findPalms(pixels: Pixels, view: HandRegion): Promise<Palm[]> {
		sampleRegion(pixels, view, PALM_INPUT, 'black', this.#palmInput);
		const [regressors, logits] = await run(this.palm, this.#palmInput, PALM_INPUT);
		return decodePalms(regressors!, logits!, view);
	}

	/** The hand that the landmark network sees in a region, whether or not there is one: see its presence. */
	async readHand(pixels: Pixels, region: HandRegion): Promise<RawHand & { presence: number }> {
		sampleRegion(pixels, region, HAND_INPUT, 'edge', this.#handInput);
		const [landmarks, presence, rightness, worldLandmarks] = await run(this.hand, this.#handInput, HAND_INPUT);
		return decodeHand(
			{ landmarks: landmarks!, presence: presence![0]!, rightness: rightness![0]!, worldLandmarks: worldLandmarks! },
			region,
			pixels
		);
	}

	async close(): Promise<void> {
		await this.palm.session.release();
		await this.hand.session.release();
	}
}

/** Outputs in the order of the network's file. */
async function run({ session }: OpenSession, input: Float32Array, side: number): Promise<Float32Array[]> {
	const given = { [session.inputNames[0]!]: new Tensor('float32', input, [1, side, side, 3]) };
	const outputs = await session.run(given);
	return session.outputNames.map((name) => outputs[name]!.data as Float32Array);
}
