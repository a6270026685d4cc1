import { blockFrom1, packTrack, unpackTrack } from '../../domain/hands/pack-track.ts';
import type { Span } from '../../domain/annotation/lanes.ts';
import { momentsAfterCut, samplesAfterCut } from '../../domain/rendition/after-cut.ts';
import { ok, type Outcome } from '../../failure/failure.ts';
import type { TakeId } from '../../schema/ids.ts';
import { SENSOR_FIELDS, type SensorRow } from '../../schema/sensor.ts';
import type { TrackChunk } from '../../schema/track.ts';
import { withDb } from '../store/db.ts';
import { sha256Of } from '../store/sha256.ts';
import { readChunks } from '../store/tracks.ts';

/** Landmarks of both layers that are left, chunk by chunk as they lay. fails as `readChunks` */
export async function leftChunks(takeId: TakeId, pieces: readonly Span[]): Promise<Outcome<TrackChunk[]>> {
	const left: TrackChunk[] = [];
	for (const layer of ['live', 'model'] as const) {
		const rows = await readChunks(takeId, layer);
		if (!rows.ok) return rows;
		let seq = 0;
		for (const row of rows.value) {
			const stored = await row.blob.arrayBuffer();
			const frames = momentsAfterCut(unpackTrack(row.schema === 'track-chunk/1' ? blockFrom1(stored) : stored), pieces);
			if (frames.length === 0) continue;
			const packed = packTrack(frames);
			left.push({
				...row,
				schema: 'track-chunk/2',
				seq: seq++,
				frames: frames.length,
				firstPtsUs: frames[0]!.ptsUs,
				lastPtsUs: frames.at(-1)!.ptsUs,
				sha256: await sha256Of(packed),
				byteLength: packed.byteLength,
				blob: new Blob([packed])
			});
		}
	}
	return ok(left);
}

/** Samples of all sensors that are left, row by row as they lay. Rejects when the storage does. */
export async function leftSensors(takeId: TakeId, pieces: readonly Span[]): Promise<SensorRow[]> {
	const rows = await withDb((handle) => handle.sensorRows.where('takeId').equals(takeId).toArray());
	const left: SensorRow[] = [];
	for (const row of rows.sort((a, b) => a.seq - b.seq)) {
		const packed = samplesAfterCut(new Float64Array(await row.blob.arrayBuffer()), pieces);
		if (packed.length === 0) continue;
		const samples = packed.length / SENSOR_FIELDS;
		left.push({
			...row,
			samples,
			firstUs: packed[0]!,
			lastUs: packed[(samples - 1) * SENSOR_FIELDS]!,
			// The take's clock begins with the first frame that is left.
			firstFrameAtMs: row.firstFrameAtMs + pieces[0]!.startUs / 1000,
			sha256: await sha256Of(packed.buffer),
			byteLength: packed.byteLength,
			blob: new Blob([packed])
		});
	}
	return left;
}
