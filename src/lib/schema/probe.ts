import { z } from './zod.ts';

/** How a still scene looks to one camera, on pictures of the size that the quality rules use. */
export const StillLook = z.object({
	/** Mean luma, 0..255. */
	luma: z.number(),
	/** Share of pixels at 0..4 or 251..255. */
	clipped: z.number(),
	/** Variance of the Laplacian of the luma plane, noise taken off. */
	sharpness: z.number().nonnegative(),
	/** Standard deviation of a pixel from one picture to the next, luma steps. */
	noise: z.number().nonnegative()
});
export type StillLook = z.infer<typeof StillLook>;

/** How fast a codec encodes this camera's own frames. `fps` 0: it failed. */
export const EncoderSpeed = z.object({ codec: z.string(), fps: z.number().nonnegative() });
export type EncoderSpeed = z.infer<typeof EncoderSpeed>;

/** What one camera really gives on this device, measured from its frames. Kept for each camera. */
export const CameraProbe = z.looseObject({
	schema: z.literal('camera-probe/1'),
	label: z.string(),
	atMs: z.int().nonnegative(),
	/** What the camera was asked for. */
	wanted: z.object({ width: z.int(), height: z.int(), fps: z.number() }),
	/** Of the frames themselves, not of the track's settings. */
	width: z.int().nonnegative(),
	height: z.int().nonnegative(),
	frames: z.int().nonnegative(),
	/** Mean frames a second from first to last frame. */
	fps: z.number().nonnegative(),
	/** Frames a second that the camera itself counted, read or not; null where the browser does not count. */
	cameraFps: z.number().nonnegative().nullish(),
	/** Distance from the middle gap that 95 % of all gaps keep to, microseconds. */
	jitterUs: z.number().nonnegative(),
	longestGapUs: z.number().nonnegative(),
	/** In the order tried; the last one is the one that was chosen, unless none held the rate. */
	encoders: z.array(EncoderSpeed),
	/** Codec string for the recorder; null where this browser has no encoder of its own. */
	codec: z.string().nullable(),
	/** Live hand tracking while the camera ran; null where it had not started by then. */
	tracking: z
		.object({
			delegate: z.enum(['GPU', 'CPU', 'WASM', 'WEBGPU']),
			medianMs: z.number().nonnegative(),
			fps: z.number().nonnegative()
		})
		.nullable(),
	/** Minutes of filming that fit; null where the browser does not tell. */
	minutes: z.number().nonnegative().nullable(),
	look: StillLook.nullable()
});
export type CameraProbe = z.infer<typeof CameraProbe>;
