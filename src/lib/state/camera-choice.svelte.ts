import { isLocked, readControls, setLock, type Lock } from '$lib/adapters/camera/camera-locks.ts';
import { listCameras, openCamera, type Camera } from '$lib/adapters/camera/open-camera.ts';
import { readCameraChoice, saveCameraChoice } from '$lib/adapters/store/camera-settings.ts';
import { widthFor, type CameraControls } from '$lib/domain/capture/camera-controls.ts';
import type { Failure, Outcome } from '$lib/failure/failure.ts';
import type { Programme } from '$lib/schema/programme.ts';

/** Which camera, how large, and what it holds still. Remembered on this device; locks last as long as the camera is open. */
export class CameraChoice {
	cameras = $state.raw<MediaDeviceInfo[]>([]);
	/** The open camera. */
	deviceId = $state<string | null>(null);
	/** Height that was asked for, pixels. */
	height = $state(0);
	controls = $state.raw<CameraControls>({ heights: [], exposureLock: false, focusLock: false });
	locks = $state.raw<Record<Lock, boolean>>({ exposure: false, focus: false });
	#capture: Programme['capture'];
	#camera: Camera | null = null;

	constructor(capture: Programme['capture']) {
		this.#capture = capture;
	}

	/** What the open camera was asked for. */
	get wanted(): { width: number; height: number; fps: number } {
		const { width, height, fps } = this.#capture;
		return this.height === height ? { width, height, fps } : { width: widthFor(this.height), height: this.height, fps };
	}

	/** Opens the chosen camera; where it is not there any more, whichever comes. */
	async open(): Promise<Outcome<Camera>> {
		const chosen = await readCameraChoice();
		this.height = chosen.height ?? this.#capture.height;
		const wish = { ...this.wanted };
		const opened = await openCamera(chosen.deviceId ? { ...wish, deviceId: chosen.deviceId } : wish);
		const found =
			!opened.ok && opened.failure.code === 'camera_missing' && chosen.deviceId ? await openCamera(wish) : opened;
		if (!found.ok) return found;
		this.#camera = found.value;
		this.deviceId = found.value.deviceId;
		this.controls = readControls(found.value.track);
		this.#readLocks();
		this.cameras = await listCameras();
		return found;
	}

	/** Remembers another camera or size for the next `open`. A failure to remember is no failure to film. */
	async choose(what: { deviceId?: string; height?: number }): Promise<void> {
		const saved = await saveCameraChoice({ deviceId: this.deviceId, height: this.height, ...what });
		if (!saved.ok) console.warn('[camera] choice not kept', saved.failure);
	}

	/** Answers why the camera did not obey. */
	async lock(which: Lock, on: boolean): Promise<Failure | null> {
		if (!this.#camera) return null;
		const done = await setLock(this.#camera.track, { ...this.locks, [which]: on });
		this.#readLocks();
		return done.ok ? null : done.failure;
	}

	#readLocks(): void {
		const track = this.#camera?.track;
		if (track) this.locks = { exposure: isLocked(track, 'exposure'), focus: isLocked(track, 'focus') };
	}
}
