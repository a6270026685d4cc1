import { ok, type Outcome } from '../../failure/failure.ts';
import { Declared } from '../../schema/quality.ts';
import { NOTHING_DECLARED } from '../../schema/quality-limits.ts';
import { withMainDb } from './db.ts';
import { storeFailure } from './store-failure.ts';

const NAME = 'declared-hands';

/**
 * What the person said of their own hands on this device; `NOTHING_DECLARED` where they said nothing.
 * fails `storage_lost`, `storage_unavailable`: never taken for nothing said, or a hand would be judged by what it lacks
 */
export async function readDeclared(): Promise<Outcome<Declared>> {
	try {
		const row = await withMainDb((handle) => handle.settings.get(NAME));
		return ok(Declared.safeParse(row?.value).data ?? NOTHING_DECLARED);
	} catch (error) {
		return storeFailure(error, 'declared hands');
	}
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
