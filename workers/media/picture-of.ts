import type { VideoSample } from 'mediabunny';

/** Size at which a clip is shown, and whether its pictures lie turned in the file. */
export type PictureShape = { width: number; height: number; rotated: boolean };

/** The picture as it is shown, without a copy where none is needed. Decoders lend only a few of these: close it soon. */
export const pictureOf = (sample: VideoSample, shape: PictureShape): VideoFrame | ImageBitmap =>
	shape.rotated ? drawn(sample, shape.width, shape.height) : sample.toVideoFrame();

/** A picture that can be kept for long: in memory of its own, so that the decoder is not short of buffers. */
export async function keptPictureOf(sample: VideoSample, shape: PictureShape): Promise<VideoFrame | ImageBitmap> {
	if (shape.rotated) return drawn(sample, shape.width, shape.height);
	const frame = sample.toVideoFrame();
	try {
		const { format, visibleRect } = frame;
		if (!format || !visibleRect) return drawn(sample, shape.width, shape.height);
		const bytes = new Uint8Array(frame.allocationSize());
		const layout = await frame.copyTo(bytes);
		// TypeScript does not know of `transfer` yet: the bytes are handed over, not copied.
		const how: VideoFrameBufferInit & { transfer: ArrayBuffer[] } = {
			format,
			layout,
			codedWidth: visibleRect.width,
			codedHeight: visibleRect.height,
			displayWidth: frame.displayWidth,
			displayHeight: frame.displayHeight,
			colorSpace: frame.colorSpace,
			timestamp: frame.timestamp,
			transfer: [bytes.buffer]
		};
		return new VideoFrame(bytes, how);
	} finally {
		frame.close();
	}
}

export function drawn(sample: VideoSample, width: number, height: number): ImageBitmap {
	const canvas = new OffscreenCanvas(width, height);
	sample.draw(canvas.getContext('2d')!, 0, 0, width, height);
	return canvas.transferToImageBitmap();
}
