import { regionOverlap, type HandRegion } from './region.ts';

/** What is known between two frames of a clip. */
export type HandTracks = {
	/** Where each hand of the last frame will be on the next one. */
	regions: readonly HandRegion[];
	/** Frames since palms were looked for; Infinity before the first time. */
	sinceLook: number;
	/** Frames since a hand was lost; Infinity when none was. */
	sinceLoss: number;
};
export const NO_TRACKS: HandTracks = { regions: [], sinceLook: Infinity, sinceLoss: Infinity };

export type TrackRules = {
	/** Hands to look for. */
	hands: number;
	/** While a hand is missing and another is there: look for palms on every n-th frame. 1 is MediaPipe's way. */
	palmEvery: number;
};

/** A palm whose region overlaps a tracked hand's by more than this is that hand. */
const SAME_REGION = 0.5;
/** A hand that was just lost mostly comes back: for so many frames palms are looked for on every second one. */
const RECENT_LOSS = 30;
const AFTER_LOSS_EVERY = 2;

/**
 * Whether to look for palms on this frame: never while every hand is tracked, always while none is, else now and then.
 * The palm network costs as much as a hand.
 */
export function wantsPalms({ regions, sinceLook, sinceLoss }: HandTracks, { hands, palmEvery }: TrackRules): boolean {
	if (regions.length >= hands) return false;
	if (regions.length === 0) return true;
	const every = sinceLoss < RECENT_LOSS ? Math.min(AFTER_LOSS_EVERY, palmEvery) : palmEvery;
	return sinceLook + 1 >= every;
}

/** Regions to read on this frame: the tracked ones, then those of palms that are no tracked hand, at most `hands`. */
export function regionsToRead(
	tracks: HandTracks,
	fromPalms: readonly HandRegion[],
	{ hands }: TrackRules
): HandRegion[] {
	const regions = [...tracks.regions];
	for (const region of fromPalms.slice(0, hands))
		if (!regions.some((known) => regionOverlap(known, region) > SAME_REGION)) regions.push(region);
	return regions.slice(0, hands);
}

/**
 * What is known after this frame.
 * looked   palms were looked for on it
 * found    next regions of the hands that were read on it
 */
export function nextTracks(tracks: HandTracks, looked: boolean, found: readonly HandRegion[]): HandTracks {
	return {
		regions: found,
		sinceLook: looked ? 0 : tracks.sinceLook + 1,
		sinceLoss: found.length < tracks.regions.length ? 0 : tracks.sinceLoss + 1
	};
}
