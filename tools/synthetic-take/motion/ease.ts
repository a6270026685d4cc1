/** Share of the way 0..1 at share 0..1 of the time, for a reach that starts and ends at rest with the least jerk. */
export const minimumJerk = (share: number): number => {
	const s = Math.min(1, Math.max(0, share));
	return s * s * s * (10 - 15 * s + 6 * s * s);
};

/** 0 at both ends, 1 in the middle, without a corner at the ends. */
export const bump = (share: number): number => {
	const s = minimumJerk(share);
	return 4 * s * (1 - s);
};
