import { ok, type Outcome } from '../../failure/failure.ts';
import type { TakeId } from '../../schema/ids.ts';
import { SENSOR_FIELDS, type SensorKind, type SensorRow } from '../../schema/sensor.ts';
import { withDb } from './db.ts';
import { sha256Of } from './sha256.ts';
import { storeFailure } from './store-failure.ts';

export type SensorsToWrite = {
	takeId: TakeId;
	sensor: SensorKind;
	seq: number;
	firstFrameAtMs: number;
	/** As `packSamples` gives them; at least one sample. */
	packed: Float64Array<ArrayBuffer>;
};

/** Saves about a second of one sensor. fails `storage_full`, `storage_unavailable` */
export async function writeSensors(what: SensorsToWrite): Promise<Outcome<null>> {
	const { takeId, sensor, seq, firstFrameAtMs, packed } = what;
	const samples = packed.length / SENSOR_FIELDS;
	try {
		const row: SensorRow = {
			schema: 'sensor-row/1',
			takeId,
			sensor,
			seq,
			samples,
			firstUs: packed[0]!,
			lastUs: packed[(samples - 1) * SENSOR_FIELDS]!,
			firstFrameAtMs,
			sha256: (await sha256Of(packed.buffer)) as SensorRow['sha256'],
			byteLength: packed.byteLength,
			encryption: null,
			blob: new Blob([packed])
		};
		await withDb((handle) => handle.sensorRows.put(row));
		return ok(null);
	} catch (error) {
		return storeFailure(error, `motion of take ${takeId}`, [takeId]);
	}
}

/** How much motion lies with a take: samples and seconds of the longest sensor. Null: none. fails `storage_unavailable` */
export async function motionOf(takeId: TakeId): Promise<Outcome<{ samples: number; seconds: number } | null>> {
	try {
		const rows = await withDb((handle) => handle.sensorRows.where('takeId').equals(takeId).toArray());
		if (rows.length === 0) return ok(null);
		const samples = rows.reduce((sum, row) => sum + row.samples, 0);
		const fromUs = Math.min(...rows.map((row) => row.firstUs));
		const toUs = Math.max(...rows.map((row) => row.lastUs));
		return ok({ samples, seconds: (toUs - fromUs) / 1e6 });
	} catch (error) {
		return storeFailure(error, `motion of take ${takeId}`, [takeId]);
	}
}
