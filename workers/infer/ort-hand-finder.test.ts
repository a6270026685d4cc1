import { expect, it } from 'vitest';
import type { HandRegion, Palm } from '../../src/lib/domain/hand-pipeline/region.ts';
import type { RawHand } from '../../src/lib/domain/hands/decide-sides.ts';
import type { HandNetworks } from './hand-networks.ts';
import { OrtHandFinder } from './ort-hand-finder.ts';

const FRAME = { width: 640, height: 480 };
/** Where the hand is on a frame, pixels: it goes to the right and swings. */
const truth = (frame: number) => ({ x: 200 + frame * 3, y: 240 + 40 * Math.sin(frame / 4) });

/** An upright hand of 21 points, 120 pixels high, its middle at (x, y). */
function handAt(x: number, y: number): RawHand & { presence: number } {
	const imageLandmarks = new Float32Array(63);
	for (let i = 0; i < 21; i++) {
		const finger = i === 0 ? 2 : Math.floor((i - 1) / 4);
		const joint = i === 0 ? -1 : (i - 1) % 4;
		imageLandmarks[i * 3] = (x + (finger - 2) * 18) / FRAME.width;
		imageLandmarks[i * 3 + 1] = (y + 60 - (joint + 1) * 30) / FRAME.height;
	}
	return {
		rawLabel: 'right',
		handednessScore: 0.9,
		presence: 0.9,
		landmarkConfidence: null,
		imageLandmarks,
		worldLandmarks: new Float32Array(63)
	};
}

/** Networks that see a hand three tenths of the way towards where they were told to look, as real ones lean a little. */
function aFinder() {
	const now = { frame: 0 };
	const network = { name: 'n', sha256: 'a'.repeat(64), runtime: 'r', delegate: 'WASM' };
	const networks = {
		palm: network,
		hand: network,
		findPalms: async (): Promise<Palm[]> => {
			const { x, y } = truth(now.frame);
			const points = new Float32Array(14).map((_, i) => (i % 2 === 0 ? x : i === 1 ? y + 60 : y));
			return [{ x: x - 40, y: y - 30, width: 80, height: 80, points, confidence: 0.9 }];
		},
		readHand: async (_pixels: unknown, region: HandRegion) => {
			const { x, y } = truth(now.frame);
			return handAt(x + 0.3 * (region.x - x), y + 0.3 * (region.y - y));
		}
	} as unknown as HandNetworks;
	const finder = new OrtHandFinder(networks, { hands: 1 });
	Object.assign(finder, { pixels: { read: async () => FRAME } });
	const look = async (frame: number): Promise<RawHand[]> => {
		now.frame = frame;
		const found = await finder.detect({} as never, frame * 33_333);
		if (!found.ok) throw new Error(found.failure.message);
		return found.value;
	};
	return { finder, look };
}

async function looks(look: (frame: number) => Promise<RawHand[]>, from: number, to: number): Promise<RawHand[][]> {
	const found: RawHand[][] = [];
	for (let frame = from; frame < to; frame++) found.push(await look(frame));
	return found;
}

it('a finder that is told where the hands were gives the same bits as one that was never stopped', async () => {
	const whole = await looks(aFinder().look, 0, 40);
	expect(whole.every((hands) => hands.length === 1)).toBe(true);

	const told = aFinder();
	const again = await looks(told.look, 18, 20);
	// It began with a palm, which leads to another place than following does.
	expect(again[1]).not.toEqual(whole[19]);
	told.finder.takeUp(whole[19]!);
	expect(await looks(told.look, 20, 40)).toEqual(whole.slice(20));

	const untold = aFinder();
	await looks(untold.look, 18, 20);
	expect(await looks(untold.look, 20, 40)).not.toEqual(whole.slice(20));
});

it('told before the first picture, there is nothing to follow', async () => {
	const { finder, look } = aFinder();
	finder.takeUp(await aFinder().look(0));
	expect(await look(0)).toHaveLength(1);
});
