import { ok, type Outcome } from '../../failure/failure.ts';
import { ChosenKeys } from '../../schema/key-map.ts';
import { withMainDb } from './db.ts';
import { storeFailure } from './store-failure.ts';

const NAME = 'studio-keys';

/** Keys that were changed on this device. What cannot be read changes nothing. */
export async function readChosenKeys(): Promise<ChosenKeys> {
	const row = await withMainDb((handle) => handle.settings.get(NAME)).catch(() => undefined);
	return ChosenKeys.safeParse(row?.value).data ?? {};
}

/** fails `storage_full`, `storage_unavailable` */
export async function saveChosenKeys(keys: ChosenKeys): Promise<Outcome<null>> {
	try {
		await withMainDb((handle) => handle.settings.put({ name: NAME, value: keys }));
		return ok(null);
	} catch (error) {
		return storeFailure(error, 'keys of the studio');
	}
}
