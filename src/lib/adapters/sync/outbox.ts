import * as Comlink from 'comlink';
import { liveQuery } from 'dexie';
import type { SyncApi } from '../../../../workers/sync/api.ts';
import { ok, type Outcome } from '../../failure/failure.ts';
import type { TakeId } from '../../schema/ids.ts';
import { db, type OutboxRow, withDb } from '../store/db.ts';
import { storeFailure } from '../store/store-failure.ts';

let remote: Comlink.Remote<SyncApi> | null = null;

/** Starts sending in the background, once for each tab. Later calls look at the outbox again, now. */
export function kickSync(): void {
	if (remote) {
		void remote.kick();
		return;
	}
	const worker = new Worker(new URL('../../../../workers/sync/sync.worker.ts', import.meta.url), { type: 'module' });
	// A dead worker is replaced at the next kick: what it had to do lies in IndexedDB.
	worker.addEventListener('error', () => (remote = null));
	remote = Comlink.wrap<SyncApi>(worker);
}

/** Calls `listener` with every row of the outbox, now and after each change in any tab or worker. Returns the way to stop. */
export function watchOutbox(listener: (rows: OutboxRow[]) => void, onError: (error: unknown) => void): () => void {
	const subscription = liveQuery(() => db().outbox.toArray()).subscribe({ next: listener, error: onError });
	return () => subscription.unsubscribe();
}

/** Puts a submission that the hub refused back in line. */
export async function sendAgain(takeId: TakeId): Promise<Outcome<null>> {
	try {
		const fresh = { state: 'queued', attempts: 0, nextAttemptAtMs: 0, failureCode: null } as const;
		await withDb(({ outbox }) => outbox.where('takeId').equals(takeId).modify(fresh));
		kickSync();
		return ok(null);
	} catch (error) {
		return storeFailure(error, `outbox of take ${takeId}`, [takeId]);
	}
}
