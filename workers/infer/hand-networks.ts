import { Tensor } from 'onnxruntime-web/wasm';
import { decodeHand, HAND_INPUT } from '../../src/lib/domain/hand-pipeline/decode-hand.ts';
import { decodePalms } from '../../src/lib/domain/hand-pipeline/decode-palms.ts';
import { PALM_INPUT } from '../../src/lib/domain/hand-pipeline/palm-anchors.ts';
import type { HandRegion, Palm } from '../../src/lib/domain/hand-pipeline/region.ts';
import { sampleRegion, type Pixels } from '../../src/lib/domain/hand-pipeline/sample-region.ts';
import type { RawHand } from '../../src/lib/domain/hands/decide-sides.ts';
import { ok, type Outcome } from '../../src/lib/failure/failure.ts';
import type { Sha256 } from '../../src/lib/schema/ids.ts';
import type { Delegate } from '../../src/lib/schema/track.ts';
import { openSession, type OpenSession } from './open-session.ts';

/** A network on some runtime: numbers of one square picture in, its outputs in the order of the network's file out. */
export type Network = {
	name: string;
	sha256: Sha256;
	runtime: string;
	/** Where it ran when it was opened; a GPU that is lost is followed by `WASM`. */
	readonly delegate: Delegate;
	/** input  3 · side², RGB, 0..1, row by row. The outputs are good until the next run. */
	run(input: Float32Array): Promise<Float32Array[]>;
	close(): Promise<void>;
};

/** The palm and the landmark network, and nothing that remembers a frame. One call at a time. */
export class HandNetworks {
	readonly palm: Network;
	readonly hand: Network;
	#palmInput = new Float32Array(3 * PALM_INPUT ** 2);
	#handInput = new Float32Array(3 * HAND_INPUT ** 2);

	constructor(palm: Network, hand: Network) {
		this.palm = palm;
		this.hand = hand;
	}

	/** Both in onnxruntime-web. fails `model_missing`, `model_hash_wrong`, `tracker_failed` */
	static async open(size: 'lite' | 'full', threads?: number): Promise<Outcome<HandNetworks>> {
		// One after the other: the runtime starts with the first and refuses a second start beside it.
		const palm = await openSession('palm_detection_full', threads);
		if (!palm.ok) return palm;
		const hand = await openSession(`hand_landmarks_${size}`, threads);
		if (hand.ok) return ok(new HandNetworks(onOrt(palm.value, PALM_INPUT), onOrt(hand.value, HAND_INPUT)));
		await palm.value.session.release();
		return hand;
	}

	/** Palms in a straight square of a picture, surest first, pixels of the picture. */
	async findPalms(pixels: Pixels, view: HandRegion): Promise<Palm[]> {
		sampleRegion(pixels, view, PALM_INPUT, 'black', this.#palmInput);
		const [regressors, logits] = await this.palm.run(this.#palmInput);
		return decodePalms(regressors!, logits!, view);
	}

	/** The hand that the landmark network sees in a region, whether or not there is one: see its presence. */
	async readHand(pixels: Pixels, region: HandRegion): Promise<RawHand & { presence: number }> {
		sampleRegion(pixels, region, HAND_INPUT, 'edge', this.#handInput);
		const [landmarks, presence, rightness, worldLandmarks] = await this.hand.run(this.#handInput);
		return decodeHand(
			{ landmarks: landmarks!, presence: presence![0]!, rightness: rightness![0]!, worldLandmarks: worldLandmarks! },
			region,
			pixels
		);
	}

	async close(): Promise<void> {
		await this.palm.close();
		await this.hand.close();
	}
}

const onOrt = ({ session, model, runtime, engine }: OpenSession, side: number): Network => ({
	name: model.name,
	sha256: model.sha256,
	runtime,
	delegate: engine === 'webgpu' ? 'WEBGPU' : 'WASM',
	async run(input) {
		const given = { [session.inputNames[0]!]: new Tensor('float32', input, [1, side, side, 3]) };
		const outputs = await session.run(given);
		return session.outputNames.map((name) => outputs[name]!.data as Float32Array);
	},
	close: () => session.release()
});
