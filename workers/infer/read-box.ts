import { MIN_PRESENCE } from '../../src/lib/domain/hand-pipeline/decode-hand.ts';
import { palmRegionInBox, palmViewOfBox, regionOfBox } from '../../src/lib/domain/hand-pipeline/box-seeds.ts';
import { normalAngle, regionFromLandmarks, type HandRegion } from '../../src/lib/domain/hand-pipeline/region.ts';
import type { Pixels } from '../../src/lib/domain/hand-pipeline/sample-region.ts';
import type { BoxHand, FrameBox } from './api.ts';
import type { HandNetworks } from './hand-networks.ts';

/** Quarters by which a box without a palm is turned, one after the other until a hand is seen: most hands come from below. */
const QUARTERS = [0, 1, -1, 2];

/**
 * Readings of what is inside a box, surest first. The palm network says where the fingers point; where it sees no palm,
 * the box is read upright and turned by quarters until a hand is seen. The best is read once more around its own
 * landmarks, and once upside down: the network sees a hand in many things, and which reading is right a person sees at once.
 * Each reading costs one run of the landmark network, 3 where a palm is seen and 5 at most, and one of the palm network.
 */
export async function readBox(networks: HandNetworks, pixels: Pixels, box: FrameBox): Promise<BoxHand[]> {
	const inPixels = {
		x: box.x * pixels.width,
		y: box.y * pixels.height,
		width: box.width * pixels.width,
		height: box.height * pixels.height
	};
	const read = async (region: HandRegion, seed: BoxHand['seed']): Promise<BoxHand> => ({
		...(await networks.readHand(pixels, region)),
		seed,
		rotation: normalAngle(region.rotation)
	});
	const palms = await networks.findPalms(pixels, palmViewOfBox(inPixels));
	const seen = palmRegionInBox(palms, inPixels);
	const first: BoxHand[] = [];
	if (seen) first.push(await read(seen, 'palm'));
	else
		for (const quarters of QUARTERS) {
			first.push(await read(regionOfBox(inPixels, (quarters * Math.PI) / 2), 'box'));
			if (first.at(-1)!.presence > MIN_PRESENCE) break;
		}
	const best = first.reduce((a, b) => (b.presence > a.presence ? b : a));
	const hands = [best];
	if (best.presence > MIN_PRESENCE) hands.push(await read(regionFromLandmarks(best.imageLandmarks, pixels), best.seed));
	const base = seen ?? regionOfBox(inPixels, best.rotation);
	const opposite = first.find(({ rotation }) => isOpposite(rotation, best.rotation));
	hands.push(opposite ? { ...opposite, seed: 'flipped' } : await read({ ...base, rotation: base.rotation + Math.PI }, 'flipped')); // prettier-ignore
	return hands.sort((a, b) => b.presence - a.presence);
}

/** Of two directions in quarters, radians. */
const isOpposite = (a: number, b: number): boolean => Math.cos(a - b) < -0.5;
