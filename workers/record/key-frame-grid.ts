/** Key frames come on a grid of media time, so that no piece of a recording spans more than this. */
export const KEY_FRAME_US = 500_000;

/**
 * Says for each frame whether it must be a key frame: the first one at or after each multiple of `everyUs`.
 * A grid, not a distance, so that late frames do not push all later key frames back.
 */
export function keyFrameGrid(everyUs = KEY_FRAME_US): (ptsUs: number) => boolean {
	let nextUs = -Infinity;
	return (ptsUs) => {
		if (ptsUs < nextUs) return false;
		nextUs = (Math.floor(ptsUs / everyUs) + 1) * everyUs;
		return true;
	};
}
