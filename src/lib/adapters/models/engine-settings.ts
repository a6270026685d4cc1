import { ok, type Outcome } from '../../failure/failure.ts';
import { EngineTrial, EngineWish } from '../../schema/engine.ts';
import { withMainDb } from '../store/db.ts';
import { storeFailure } from '../store/store-failure.ts';

const WISH = 'engine-wish';
const TRIALS = 'engine-trial/';

/** A network that is wanted now does not wait longer than this for a disk that does not answer. */
const PATIENCE_MS = 2_000;

/** A setting; nothing where there is none, where the disk cannot be read, or where it does not answer. */
async function readSetting(name: string): Promise<unknown> {
	const patience = new Promise<undefined>((done) => setTimeout(done, PATIENCE_MS));
	const reading = withMainDb((handle) => handle.settings.get(name)).catch(() => undefined);
	return (await Promise.race([reading, patience]))?.value;
}

/** What the person wants; `automatic` where nothing was said or can be read. */
export const readEngineWish = async (): Promise<EngineWish> =>
	EngineWish.safeParse(await readSetting(WISH)).data ?? 'automatic';

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

/** The last trial of one network; null where there was none or it cannot be read. */
export const readTrial = async (model: string): Promise<EngineTrial | null> =>
	EngineTrial.safeParse(await readSetting(TRIALS + model)).data ?? null;

/** fails `storage_full`, `storage_unavailable` */
export async function saveTrial(trial: EngineTrial): Promise<Outcome<null>> {
	try {
		await withMainDb((handle) => handle.settings.put({ name: TRIALS + trial.model, value: trial }));
		return ok(null);
	} catch (error) {
		return storeFailure(error, 'engine trial');
	}
}
