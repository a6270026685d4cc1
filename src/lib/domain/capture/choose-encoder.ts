import type { EncoderSpeed } from '../../schema/probe.ts';

/** An encoder must be this much faster than the camera: tracking and the page work beside it. */
export const ENCODER_MARGIN = 1.5;

/** [CR9] True once an encoder is fast enough and the next one need not be tried. */
export const holdsRate = (speed: EncoderSpeed, cameraFps: number): boolean => speed.fps >= ENCODER_MARGIN * cameraFps;

/** [CR9] The first that holds the rate with margin, else the fastest; null where none encoded anything. */
export function chooseEncoder(tried: readonly EncoderSpeed[], cameraFps: number): EncoderSpeed | null {
	const held = tried.find((speed) => speed.fps > 0 && holdsRate(speed, cameraFps));
	if (held) return held;
	const fastest = tried.reduce<EncoderSpeed | null>((best, one) => (one.fps > (best?.fps ?? 0) ? one : best), null);
	return fastest;
}
