import { controlsOf, type CameraControls } from '../../domain/capture/camera-controls.ts';
import { fail, messageOf, ok, type Outcome } from '../../failure/failure.ts';

/** Image capture's modes: not in TypeScript's library. source: W3C MediaStream Image Capture */
type ImageSettings = { exposureMode?: string; focusMode?: string };

export type Lock = 'exposure' | 'focus';
const MODE = { exposure: 'exposureMode', focus: 'focusMode' } as const;

/** What this camera can be asked for; nothing where the browser does not tell. */
export const readControls = (track: MediaStreamTrack): CameraControls => controlsOf(track.getCapabilities?.() ?? {});

export const isLocked = (track: MediaStreamTrack, lock: Lock): boolean =>
	(track.getSettings() as ImageSettings)[MODE[lock]] === 'manual';

/** Holds exposure or focus as it is now, or lets the camera choose again. fails `camera_busy` where it does not obey */
export async function setLock(track: MediaStreamTrack, locks: Record<Lock, boolean>): Promise<Outcome<null>> {
	const { exposureLock, focusLock } = readControls(track);
	// All of them at once, because a later call takes back what an earlier one asked for.
	const wanted: ImageSettings = {
		...(exposureLock ? { exposureMode: locks.exposure ? 'manual' : 'continuous' } : {}),
		...(focusLock ? { focusMode: locks.focus ? 'manual' : 'continuous' } : {})
	};
	try {
		await track.applyConstraints({ advanced: [wanted as MediaTrackConstraintSet] });
		return ok(null);
	} catch (error) {
		return fail('camera_busy', messageOf(error), { retry: 'now' });
	}
}
