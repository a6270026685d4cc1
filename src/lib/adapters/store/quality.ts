import { z } from '../../schema/zod.ts';
import { ok, type Outcome } from '../../failure/failure.ts';
import type { TakeId } from '../../schema/ids.ts';
import { FrameLook, QualityReport } from '../../schema/quality.ts';
import { withDb } from './db.ts';
import { storeFailure } from './store-failure.ts';

const StoredQuality = z.looseObject({
	report: QualityReport,
	disagreement: z.string().nullable(),
	looks: z.array(FrameLook).nullish(),
	/** Landmarks that it was judged on: those of live tracking while filming, or of every frame. */
	restsOn: z.enum(['live', 'every_frame']).default('every_frame')
});
export type StoredQuality = z.infer<typeof StoredQuality>;

/** The report on a take and what its worker says against it; null where it was not checked yet.  fails `storage_unavailable` */
export async function readQuality(takeId: TakeId): Promise<Outcome<StoredQuality | null>> {
	try {
		const row = await withDb(({ quality }) => quality.get(takeId));
		return ok(row ? StoredQuality.parse(row) : null);
	} catch (error) {
		return storeFailure(error, `quality of take ${takeId}`, [takeId]);
	}
}

/**
 * Saves a report with the samples it was judged on, and moves the take on to `checked`, in one transaction. An earlier disagreement stays.
 * A take that has gone further (queued, stored …) keeps its state, and so does one whose report rests on live tracking. fails `storage_full`, `storage_unavailable`
 */
export async function saveQuality(
	takeId: TakeId,
	report: QualityReport,
	looks: readonly FrameLook[] | null,
	restsOn: StoredQuality['restsOn'] = 'every_frame'
): Promise<Outcome<null>> {
	try {
		await withDb((handle) =>
			handle.transaction('rw', handle.takes, handle.quality, async () => {
				const { takes, quality } = handle;
				const disagreement = (await quality.get(takeId))?.disagreement ?? null;
				await quality.put({ takeId, report, disagreement, looks: looks && [...looks], restsOn });
				if (restsOn === 'live') return;
				const state = (await takes.get(takeId))?.state;
				if (state === 'recorded' || state === 'tracked') await takes.update(takeId, { state: 'checked' });
			})
		);
		return ok(null);
	} catch (error) {
		return storeFailure(error, `quality of take ${takeId}`, [takeId]);
	}
}

/** What the worker says against the report; null takes it back. fails `storage_full`, `storage_unavailable` */
export async function saveDisagreement(takeId: TakeId, words: string | null): Promise<Outcome<null>> {
	try {
		await withDb(({ quality }) => quality.update(takeId, { disagreement: words }));
		return ok(null);
	} catch (error) {
		return storeFailure(error, `quality of take ${takeId}`, [takeId]);
	}
}
