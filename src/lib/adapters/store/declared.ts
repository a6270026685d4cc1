import { ok, type Outcome } from '../../failure/failure.ts';
import { Declared } from '../../schema/quality.ts';
import { NOTHING_DECLARED } from '../../schema/quality-limits.ts';
import { withMainDb } from './db.ts';
import { storeFailure } from './store-failure.ts';

const NAME = 'declared-hands';

/** What the person said of their own hands on this device. Nothing where nothing was said, or it cannot be read. */
export async function readDeclared(): Promise<Declared> {
	const row = await withMainDb((handle) => handle.settings.get(NAME)).catch(() => undefined);
	return Declared.safeParse(row?.value).data ?? NOTHING_DECLARED;
}

/** fails `storage_full`, `storage_unavailable` */
export async function saveDeclared(declared: Declared): Promise<Outcome<null>> {
	try {
		await withMainDb((handle) => handle.settings.put({ name: NAME, value: declared }));
		return ok(null);
	} catch (error) {
		return storeFailure(error, 'declared hands');
	}
}
