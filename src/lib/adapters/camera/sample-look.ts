import { lookOfPixels, type PixelLook } from '../../domain/coach/look-of-pixels.ts';

/** Edge of the picture that is measured, pixels: reading it back costs a fraction of a millisecond. */
const WIDTH = 64;

export type LookSampler = {
	/** How the preview looks now; null before its first picture, or while the last measure still runs. */
	sample(): Promise<PixelLook | null>;
};

/** Measures light and sharpness of a preview on a tiny copy, away from the main thread's drawing. */
export function lookSampler(preview: HTMLVideoElement): LookSampler {
	let busy = false;
	const canvas = new OffscreenCanvas(WIDTH, WIDTH);
	const context = canvas.getContext('2d', { willReadFrequently: true });
	return {
		async sample() {
			if (busy || !context || preview.videoWidth === 0) return null;
			busy = true;
			try {
				const height = Math.max(3, Math.round((preview.videoHeight / preview.videoWidth) * WIDTH));
				const small = await createImageBitmap(preview, {
					resizeWidth: WIDTH,
					resizeHeight: height,
					resizeQuality: 'low'
				});
				context.drawImage(small, 0, 0);
				small.close();
				const rows = Math.min(height, WIDTH);
				return lookOfPixels(context.getImageData(0, 0, WIDTH, rows).data, WIDTH, rows);
			} catch (error) {
				// The preview may have no picture for a moment, when the camera changes.
				console.warn('[camera] look', error);
				return null;
			} finally {
				busy = false;
			}
		}
	};
}

/** Frames a second that a preview really gets, measured between calls. Null at the first call and where the browser does not count. */
export function rateMeter(preview: HTMLVideoElement): () => number | null {
	let last: { frames: number; atMs: number } | null = null;
	return () => {
		const frames = preview.getVideoPlaybackQuality?.().totalVideoFrames;
		if (frames === undefined) return null;
		const now = { frames, atMs: performance.now() };
		const before = last;
		last = now;
		if (!before || now.frames < before.frames) return null;
		return ((now.frames - before.frames) * 1000) / (now.atMs - before.atMs);
	};
}
