import { MIN_PRESENCE } from '../../src/lib/domain/hand-pipeline/decode-hand.ts';
import { PALM_MIN_CONFIDENCE } from '../../src/lib/domain/hand-pipeline/decode-palms.ts';
import {
	nextTracks,
	NO_TRACKS,
	regionsToRead,
	wantsPalms,
	type TrackRules
} from '../../src/lib/domain/hand-pipeline/hand-tracks.ts';
import {
	regionFromLandmarks,
	regionFromPalm,
	wholeFrame,
	type FrameSize
} from '../../src/lib/domain/hand-pipeline/region.ts';
import { dropDoubles } from '../../src/lib/domain/hand-pipeline/same-hand.ts';
import type { RawHand } from '../../src/lib/domain/hands/decide-sides.ts';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import type { TrackMaker } from '../../src/lib/schema/track.ts';
import type { HandFinder, Picture } from '../shared/hand-finder.ts';
import type { HandFinderOptions } from './api.ts';
import { FramePixels } from '../shared/frame-pixels.ts';
import { HandNetworks } from './hand-networks.ts';

/** One look in six costs a sixth of a palm network a frame, and a hand that comes in is found within 0.2 s at 30 a second. */
const PALM_EVERY = 6;

/** Hands on the pictures of one clip, by our own pipeline on onnxruntime-web. Its networks may be used beside it, between two pictures. */
export class OrtHandFinder implements HandFinder {
	readonly maker: TrackMaker;
	readonly networks: HandNetworks;
	readonly pixels = new FramePixels();
	#rules: TrackRules;
	#tracks = NO_TRACKS;
	/** Size of the last picture. */
	#frame: FrameSize | null = null;

	constructor(networks: HandNetworks, options: HandFinderOptions) {
		this.networks = networks;
		this.#rules = { hands: options.hands ?? 2, palmEvery: options.palmEvery ?? PALM_EVERY };
		const { hand, palm } = networks;
		this.maker = {
			model: hand.name,
			modelSha256: hand.sha256,
			runtime: hand.runtime,
			delegate: hand.delegate,
			inputMirrored: options.inputMirrored ?? false,
			settings: {
				numHands: this.#rules.hands,
				palmEvery: this.#rules.palmEvery,
				palmModel: palm.name,
				palmModelSha256: palm.sha256,
				minPalmConfidence: PALM_MIN_CONFIDENCE,
				minPresence: MIN_PRESENCE
			}
		};
	}

	get inputMirrored(): boolean {
		return this.maker.inputMirrored;
	}

	async restart(): Promise<Outcome<null>> {
		this.#tracks = NO_TRACKS;
		return ok(null);
	}

	async detect(picture: Picture, ptsUs: number): Promise<Outcome<RawHand[]>> {
		try {
			const pixels = await this.pixels.read(picture);
			this.#frame = { width: pixels.width, height: pixels.height };
			const looked = wantsPalms(this.#tracks, this.#rules);
			const palms = looked ? await this.networks.findPalms(pixels, wholeFrame(pixels)) : [];
			const fromPalms = palms.map((palm) => regionFromPalm(palm));
			const read: RawHand[] = [];
			for (const region of regionsToRead(this.#tracks, fromPalms, this.#rules)) {
				const hand = await this.networks.readHand(pixels, region);
				if (hand.presence > MIN_PRESENCE) read.push(hand);
			}
			const hands = dropDoubles(read, pixels);
			const next = hands.map((hand) => regionFromLandmarks(hand.imageLandmarks, pixels));
			this.#tracks = nextTracks(this.#tracks, looked, next);
			return ok(hands);
		} catch (error) {
			return fail('tracker_failed', `hands at ${ptsUs}: ${messageOf(error)}`, { retry: 'now', context: { ptsUs } });
		}
	}

	takeUp(hands: readonly RawHand[]): void {
		const frame = this.#frame;
		if (!frame) return;
		this.#tracks = {
			...this.#tracks,
			regions: hands.map(({ imageLandmarks }) => regionFromLandmarks(imageLandmarks, frame))
		};
	}

	close(): void {
		this.networks.close().catch((error: unknown) => console.warn('a hand network did not close', messageOf(error)));
	}
}

/** Loads and checks both networks. fails `model_missing`, `model_hash_wrong`, `tracker_failed` */
export async function openOrtHandFinder(options: HandFinderOptions = {}): Promise<Outcome<OrtHandFinder>> {
	const networks = await HandNetworks.open(options.network ?? 'full', options.threads);
	return networks.ok ? ok(new OrtHandFinder(networks.value, options)) : networks;
}
