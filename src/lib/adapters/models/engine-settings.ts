import { ok, type Outcome } from '../../failure/failure.ts';
import { EngineTrial, EngineWish } from '../../schema/engine.ts';
import { withMainDb } from '../store/db.ts';
import { storeFailure } from '../store/store-failure.ts';

const WISH = 'engine-wish';
const TRIALS = 'engine-trial/';

/** What the person wants; `automatic` where nothing was said, or the disk cannot be read. */
export async function readEngineWish(): Promise<EngineWish> {
	const row = await withMainDb((handle) => handle.settings.get(WISH)).catch(() => undefined);
	return EngineWish.safeParse(row?.value).data ?? 'automatic';
}

/** fails `storage_full`, `storage_unavailable` */
export async function saveEngineWish(wish: EngineWish): Promise<Outcome<null>> {
	try {
		await withMainDb((handle) => handle.settings.put({ name: WISH, value: wish }));
		return ok(null);
	} catch (error) {
		return storeFailure(error, 'engine wish');
	}
}

/** The last trial of every network that was tried, newest first. What cannot be read was not tried. */
export async function readTrials(): Promise<EngineTrial[]> {
	const rows = await withMainDb((handle) => handle.settings.where('name').startsWith(TRIALS).toArray()).catch(() => []);
	return rows.flatMap(({ value }) => EngineTrial.safeParse(value).data ?? []).sort((a, b) => b.triedAtMs - a.triedAtMs);
}

export async function readTrial(model: string): Promise<EngineTrial | null> {
	const row = await withMainDb((handle) => handle.settings.get(TRIALS + model)).catch(() => undefined);
	return EngineTrial.safeParse(row?.value).data ?? null;
}

/** fails `storage_full`, `storage_unavailable` */
export async function saveTrial(trial: EngineTrial): Promise<Outcome<null>> {
	try {
		await withMainDb((handle) => handle.settings.put({ name: TRIALS + trial.model, value: trial }));
		return ok(null);
	} catch (error) {
		return storeFailure(error, 'engine trial');
	}
}

/** Every network is tried anew when it is next opened. fails `storage_full`, `storage_unavailable` */
export async function forgetTrials(): Promise<Outcome<null>> {
	try {
		await withMainDb((handle) => handle.settings.where('name').startsWith(TRIALS).delete());
		return ok(null);
	} catch (error) {
		return storeFailure(error, 'engine trials');
	}
}
