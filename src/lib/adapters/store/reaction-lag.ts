import { ok, type Outcome } from '../../failure/failure.ts';
import { ReactionLagSetting } from '../../schema/reaction-lag.ts';
import { withMainDb } from './db.ts';
import { storeFailure } from './store-failure.ts';

const NAME = 'reaction-lag';

/** What was measured on this device; null where nothing was, or it cannot be read: then nothing is shifted. */
export async function readReactionLag(): Promise<ReactionLagSetting | null> {
	const row = await withMainDb((handle) => handle.settings.get(NAME)).catch(() => undefined);
	return ReactionLagSetting.safeParse(row?.value).data ?? null;
}

/** fails `storage_full`, `storage_unavailable` */
export async function saveReactionLag(value: ReactionLagSetting): Promise<Outcome<null>> {
	try {
		await withMainDb((handle) => handle.settings.put({ name: NAME, value }));
		return ok(null);
	} catch (error) {
		return storeFailure(error, 'reaction lag');
	}
}
