import { ok, type Outcome } from '../../failure/failure.ts';
import { CameraProbe } from '../../schema/probe.ts';
import { z } from '../../schema/zod.ts';
import { withMainDb } from './db.ts';
import { storeFailure } from './store-failure.ts';

const CHOICE = 'camera-choice';
/** A camera that has no id is known by its name. */
const probeName = (camera: { deviceId: string | null; label: string }): string =>
	`camera-probe/${camera.deviceId ?? camera.label}`;

const CameraChoice = z.looseObject({ deviceId: z.string().nullable(), height: z.int().positive().nullable() });
/** Which camera was chosen on this device, and how high its pictures are to be; null: as it comes. */
export type CameraChoice = z.infer<typeof CameraChoice>;
const AS_IT_COMES: CameraChoice = { deviceId: null, height: null };

/** What was chosen last. A disk that cannot be read has no wish. */
export async function readCameraChoice(): Promise<CameraChoice> {
	const row = await withMainDb((handle) => handle.settings.get(CHOICE)).catch(() => undefined);
	return CameraChoice.safeParse(row?.value).data ?? AS_IT_COMES;
}

/** fails `storage_full`, `storage_unavailable` */
export async function saveCameraChoice(choice: CameraChoice): Promise<Outcome<null>> {
	try {
		await withMainDb((handle) => handle.settings.put({ name: CHOICE, value: choice }));
		return ok(null);
	} catch (error) {
		return storeFailure(error, 'camera choice');
	}
}

/** The last test of a camera; null where there was none, or none that can be read. */
export async function readProbe(camera: { deviceId: string | null; label: string }): Promise<CameraProbe | null> {
	const row = await withMainDb((handle) => handle.settings.get(probeName(camera))).catch(() => undefined);
	return CameraProbe.safeParse(row?.value).data ?? null;
}

/** fails `storage_full`, `storage_unavailable` */
export async function saveProbe(
	camera: { deviceId: string | null; label: string },
	probe: CameraProbe
): Promise<Outcome<null>> {
	try {
		await withMainDb((handle) => handle.settings.put({ name: probeName(camera), value: probe }));
		return ok(null);
	} catch (error) {
		return storeFailure(error, 'camera test');
	}
}
