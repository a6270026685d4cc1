import { expect, it } from 'vitest';
import type { TrackFrame } from '../../schema/track.ts';
import { ptsUs } from '../../schema/units.ts';
import { trackFrameAt } from './track-frame-at.ts';

const track = (...timesUs: number[]): TrackFrame[] => timesUs.map((us) => ({ ptsUs: ptsUs(us), hands: [] }));
const player = { timesUs: Float64Array.of(0, 33_333, 66_667, 100_000), endUs: ptsUs(133_333) };

it('frames of player and track meet though their times are rounded differently', () => {
	const frames = track(0, 33_000, 67_000, 100_999);
	expect([...player.timesUs].map((us) => trackFrameAt(frames, player, us))).toEqual(frames);
});

it('a frame that the track does not have, or not yet, is none', () => {
	const frames = track(0, 66_667);
	expect(trackFrameAt(frames, player, 33_333)).toBeNull();
	expect(trackFrameAt(frames, player, 100_000)).toBeNull();
	expect(trackFrameAt([], player, 0)).toBeNull();
	expect(trackFrameAt(track(35_000), player, 33_333)).toBeNull();
});

it('a time that is no frame of the player has none', () => {
	expect(trackFrameAt(track(0, 33_333), player, 33_000)).toBeNull();
});
