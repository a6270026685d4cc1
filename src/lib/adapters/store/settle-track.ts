import { IDENTITY_METHOD } from '../../domain/hands/settle-sides.ts';
import { ok, type Outcome } from '../../failure/failure.ts';
import type { TakeId } from '../../schema/ids.ts';
import { settleInWorker } from '../workers/tracks-port.ts';
import { readPacked, writeChunks } from './tracks.ts';

/**
 * Decides the sides of a take's thorough layer once more, now that every frame is known, and saves them. The model's
 * landmarks, labels and scores are saved unchanged; all chunks are replaced in one transaction, so that a crash leaves
 * either the old sides or the new ones. Once more changes nothing. A take without that layer: nothing to do.
 * aspect  frame height over frame width
 * fails   `take_damaged`, `storage_full`, `storage_unavailable`, `worker_died`
 */
export async function settleTrack(takeId: TakeId, aspect: number): Promise<Outcome<null>> {
	const read = await readPacked(takeId, 'model');
	if (!read.ok) return read;
	if (!read.value || read.value.maker.settings['identity'] === IDENTITY_METHOD) return ok(null);
	const { chunks, maker } = read.value;
	const settled = await settleInWorker(
		chunks.map(({ packed }) => packed),
		maker.inputMirrored,
		aspect
	);
	if (!settled.ok) return settled;
	const saved = chunks.map((chunk, i) => ({ ...chunk, packed: settled.value[i]! }));
	return writeChunks(takeId, 'model', { ...maker, settings: { ...maker.settings, identity: IDENTITY_METHOD } }, saved);
}
