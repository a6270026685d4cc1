import { fail, messageOf, ok, type Failure, type Outcome } from '../../failure/failure.ts';

export type CameraWish = {
	width: number;
	height: number;
	fps: number;
	deviceId?: string;
	facingMode?: 'user' | 'environment';
};

/** An open camera without sound. `close` turns its light off. */
export type Camera = {
	stream: MediaStream;
	track: MediaStreamTrack;
	deviceId: string | null;
	label: string;
	/** The camera looks at the person who holds the screen: the preview is shown as a mirror, the file never is. */
	front: boolean;
	close(): void;
};

/**
 * What every camera gives when nothing is asked. It is not asked for: Chromium throws frames away where a rate is wished
 * and the camera seems faster for a moment, as any camera does whose frames come unevenly.
 */
const USUAL_FPS = 30;

/** What a refused `getUserMedia` means to a person. source: W3C Media Capture and Streams, 10.1 */
export function cameraFailure(error: unknown): Failure {
	const name = typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
	const code =
		name === 'NotAllowedError' || name === 'SecurityError'
			? 'camera_denied'
			: name === 'NotFoundError' || name === 'OverconstrainedError'
				? 'camera_missing'
				: 'camera_busy';
	return fail(code, messageOf(error), { retry: code === 'camera_busy' ? 'now' : 'after_change' }).failure;
}

/**
 * Opens a camera, picture only: sound is not even asked for. The size is a wish; the track's settings and the first frame tell the truth.
 * fails `insecure_page`, `camera_denied`, `camera_missing`, `camera_busy`
 */
export async function openCamera(wish: CameraWish): Promise<Outcome<Camera>> {
	if (!window.isSecureContext || !navigator.mediaDevices) {
		return fail('insecure_page', location.origin, { retry: 'after_change' });
	}
	const video: MediaTrackConstraints = {
		width: { ideal: wish.width },
		height: { ideal: wish.height },
		...(wish.fps > USUAL_FPS ? { frameRate: { ideal: wish.fps } } : {}),
		...(wish.deviceId ? { deviceId: { exact: wish.deviceId } } : {}),
		...(wish.facingMode && !wish.deviceId ? { facingMode: { ideal: wish.facingMode } } : {})
	};
	try {
		const stream = await navigator.mediaDevices.getUserMedia({ video, audio: false });
		const track = stream.getVideoTracks()[0];
		if (!track) return fail('camera_missing', 'the stream has no picture', { retry: 'after_change' });
		const settings = track.getSettings();
		return ok({
			stream,
			track,
			deviceId: settings.deviceId ?? null,
			label: track.label,
			// A camera that does not say where it looks is a webcam on a screen.
			front: settings.facingMode !== 'environment',
			close: () => stream.getTracks().forEach((each) => each.stop())
		});
	} catch (error) {
		return { ok: false, failure: cameraFailure(error) };
	}
}

/** Cameras of this device. Their names are known only after one was opened. Empty where the browser does not tell. */
export async function listCameras(): Promise<MediaDeviceInfo[]> {
	const devices = (await navigator.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? [];
	return devices.filter((device) => device.kind === 'videoinput');
}
