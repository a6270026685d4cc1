/**
 * A copy of a frame in memory of our own, so that the camera gets its buffer back while the copy waits for the encoder.
 * The given frame stays the caller's; so does the copy. Null where the frame's pixels cannot be read as they are
 * (on the graphics card, or turned).
 */
export async function copyFrame(frame: VideoFrame): Promise<VideoFrame | null> {
	const turned = (frame as { rotation?: number }).rotation ?? 0;
	if (!frame.format || !frame.visibleRect || turned !== 0) return null;
	const { width, height } = frame.visibleRect;
	const buffer = new Uint8Array(frame.allocationSize());
	const layout = await frame.copyTo(buffer);
	return new VideoFrame(buffer, {
		format: frame.format,
		codedWidth: width,
		codedHeight: height,
		displayWidth: frame.displayWidth,
		displayHeight: frame.displayHeight,
		timestamp: frame.timestamp,
		...(frame.duration === null ? {} : { duration: frame.duration }),
		colorSpace: frame.colorSpace,
		layout
	});
}
