import { lookOfLuma, lookOfPixels, type PixelLook } from '../../domain/coach/look-of-pixels.ts';
import { shrinkLuma } from '../../domain/coach/shrink-luma.ts';

/** Edge of the picture that is measured, pixels: reading it back costs a fraction of a millisecond. */
const WIDTH = 64;

export type LookSampler = {
	/** How the preview looks now; null before its first picture, or while the last measure still runs. */
	sample(): Promise<PixelLook | null>;
};

/** Formats whose first plane is luma, one byte a pixel. */
const LUMA_FIRST: readonly (string | null)[] = ['I420', 'I420A', 'I422', 'I444', 'NV12'];

/**
 * Measures light and sharpness of a preview on a tiny copy. A camera's pictures mostly come as luma and colour apart: then
 * only luma is read, and nothing is converted or drawn, which would cost ten times as much.
 */
export function lookSampler(preview: HTMLVideoElement): LookSampler {
	let busy = false;
	let bytes = new Uint8Array(0);
	let draw: ReturnType<typeof tinyDrawing> | null = null;

	async function ofLuma(rows: number): Promise<PixelLook | null> {
		if (typeof VideoFrame === 'undefined') return null;
		const frame = new VideoFrame(preview);
		try {
			const { format, visibleRect, colorSpace } = frame;
			if (!LUMA_FIRST.includes(format) || !visibleRect) return null;
			const size = frame.allocationSize();
			if (bytes.byteLength !== size) bytes = new Uint8Array(size);
			const [plane] = await frame.copyTo(bytes);
			if (!plane) return null;
			const { width, height } = visibleRect;
			const fullRange = colorSpace.fullRange ?? false;
			const small = shrinkLuma({ bytes, ...plane, width, height, fullRange }, WIDTH, rows);
			return lookOfLuma(small, WIDTH, rows);
		} finally {
			frame.close();
		}
	}

	return {
		async sample() {
			if (busy || preview.videoWidth === 0) return null;
			busy = true;
			try {
				const height = Math.round((preview.videoHeight / preview.videoWidth) * WIDTH);
				const rows = Math.min(Math.max(3, height), WIDTH);
				return (await ofLuma(rows)) ?? (await (draw ??= tinyDrawing(preview))(rows));
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

/** For pictures of other kinds: drawn small, then read back. */
function tinyDrawing(preview: HTMLVideoElement): (rows: number) => Promise<PixelLook | null> {
	const canvas = new OffscreenCanvas(WIDTH, WIDTH);
	const context = canvas.getContext('2d', { willReadFrequently: true });
	return async (rows) => {
		if (!context) return null;
		const small = await createImageBitmap(preview, {
			resizeWidth: WIDTH,
			resizeHeight: rows,
			resizeQuality: 'low'
		});
		context.drawImage(small, 0, 0);
		small.close();
		return lookOfPixels(context.getImageData(0, 0, WIDTH, rows).data, WIDTH, rows);
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
