import * as Comlink from 'comlink';
import type { ImportApi, VideoFacts } from '../../../../workers/import/api.ts';
import type { WorkerPort } from '../../../../workers/shared/port.ts';
import { ok, type Outcome } from '../../failure/failure.ts';
import type { TakeId } from '../../schema/ids.ts';
import { db, otherDatabase } from '../store/db.ts';
import { storeFailure } from '../store/store-failure.ts';

/** New rows are written above this number, then take the place of the old ones in one transaction. */
const ASIDE = 1_000_000;

/**
 * Rewrites a take whose rows are `file` (the raw chunks of a MediaRecorder) as a fragmented MP4 or WebM with its first
 * frame at 0. The old rows go only when the new ones are complete.
 * fails as `ImportApi.importVideo`; the old rows stay then
 */
export async function remuxTake(port: WorkerPort<ImportApi>, takeId: TakeId, file: Blob): Promise<Outcome<VideoFacts>> {
	const rows = db().mediaRows;
	const above = () => rows.where('[takeId+seq]').between([takeId, ASIDE], [takeId, Infinity]);
	const copied = await port.call((remote) =>
		remote.importVideo(
			file,
			takeId,
			{ firstSeq: ASIDE, own: true, database: otherDatabase() },
			Comlink.proxy(() => undefined)
		)
	);
	try {
		if (!copied.ok) {
			await above().delete();
			return copied;
		}
		await db().transaction('rw', rows, async () => {
			const fresh = await above().sortBy('seq');
			await rows.where('takeId').equals(takeId).delete();
			await rows.bulkAdd(fresh.map((row, seq) => ({ ...row, seq })));
		});
		return ok(copied.value, copied.discarded);
	} catch (error) {
		return storeFailure(error, `rewrite take ${takeId}`, [takeId]);
	}
}
