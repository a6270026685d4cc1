import { expect, it } from 'vitest';
import { ptsUs } from '../../schema/units.ts';
import { aTrack, aTrackedHand } from '../hands/fixtures.ts';
import { BODY } from './decode-pose.ts';
import { leaveOutHands } from './leave-out-hands.ts';

/** Somebody whose nose is at (x, y) and whose shoulders are `size` below it and beside it. */
function aBody(x: number, y: number, size: number) {
	const imageLandmarks = new Float32Array(75);
	imageLandmarks.set([x, y], BODY.nose * 3);
	imageLandmarks.set([x + size, y + size], BODY.leftShoulder * 3);
	imageLandmarks.set([x - size, y + size], BODY.rightShoulder * 3);
	return {
		presence: 0.99,
		imageLandmarks,
		worldLandmarks: new Float32Array(75),
		visibility: new Float32Array(25).fill(1)
	};
}
const looked = (body: ReturnType<typeof aBody>, atUs = 0) => [{ ptsUs: ptsUs(atUs), body }];
// The hand's wrist is at (0.5, 0.5), its palm 0.1 long: it reaches from 0.405 to 0.564 across, and from 0.295 to 0.5 down.
const track = aTrack(3, () => [aTrackedHand('right', { x: 0.5 })]);

it('a person who stands in a hand is the hand', () => {
	expect(leaveOutHands(looked(aBody(0.5, 0.4, 0.03)), track, 1)).toEqual([{ ptsUs: 0, body: null }]);
});

it('the shoulders of such a person may lie beside the hand, on its arm', () => {
	// Nose within the hand, shoulders 0.15 apart and above it; the hand is 0.205 long.
	const hanging = aBody(0.5, 0.4, 0.075);
	for (const shoulder of [BODY.leftShoulder, BODY.rightShoulder]) hanging.imageLandmarks[shoulder * 3 + 1] = 0.2;
	expect(leaveOutHands(looked(hanging), track, 1)[0]!.body).toBeNull();
});

it('a hand before a face, or beside a person, takes nobody away', () => {
	for (const body of [aBody(0.5, 0.4, 0.2), aBody(0.2, 0.4, 0.03)])
		expect(leaveOutHands(looked(body), track, 1)[0]!.body).toBe(body);
});

it('only a hand of that moment counts', () => {
	const body = aBody(0.5, 0.4, 0.03);
	// The last frame is at 66 667 us.
	expect(leaveOutHands(looked(body, 160_000), track, 1)[0]!.body).toBeNull();
	expect(leaveOutHands(looked(body, 170_000), track, 1)[0]!.body).toBe(body);
	expect(leaveOutHands(looked(body), [], 1)[0]!.body).toBe(body);
	expect(leaveOutHands([{ ptsUs: ptsUs(0), body: null }], track, 1)[0]!.body).toBeNull();
});
