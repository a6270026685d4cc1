import type { VideoSample } from 'mediabunny';

/**
 * The picture of a sample as it is meant to be seen: files of phones say "turn by 90 degrees" instead of turning.
 * Most samples need nothing and come back as a frame, without a copy.
 */
export function makeUpright() {
	let canvas: OffscreenCanvas | null = null;
	/** The picture is good until the next call or until `done` was called. */
	return (sample: VideoSample): { picture: VideoFrame | OffscreenCanvas; done: () => void } => {
		const straight = sample.rotation === 0 && !sample.flip && sample.squarePixelWidth === sample.codedWidth;
		if (straight) {
			const frame = sample.toVideoFrame();
			return { picture: frame, done: () => frame.close() };
		}
		canvas ??= new OffscreenCanvas(sample.displayWidth, sample.displayHeight);
		canvas.width = sample.displayWidth;
		canvas.height = sample.displayHeight;
		const context = canvas.getContext('2d', { willReadFrequently: false })!;
		sample.draw(context, 0, 0, sample.displayWidth, sample.displayHeight);
		return { picture: canvas, done: () => {} };
	};
}
