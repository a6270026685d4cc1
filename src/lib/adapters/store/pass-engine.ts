import { ok, type Outcome } from '../../failure/failure.ts';
import { z } from '../../schema/zod.ts';
import { withMainDb } from './db.ts';
import { storeFailure } from './store-failure.ts';

const NAME = 'pass-engine';

export const PassEngineId = z.enum(['mediapipe-gpu', 'mediapipe-cpu', 'ort']);
export type PassEngineId = z.infer<typeof PassEngineId>;

/** Which engine was the fastest on this device, and what the trial measured. */
export const EngineChoice = z.looseObject({
	/** Device, browser, models and runtimes that the trial was made with: others make it worthless. */
	key: z.string(),
	engine: PassEngineId,
	trials: z.array(
		z.looseObject({
			engine: PassEngineId,
			ms: z.number().nonnegative().nullable(),
			frames: z.int().nonnegative(),
			hands: z.int().nonnegative()
		})
	),
	triedAtMs: z.int()
});
export type EngineChoice = z.infer<typeof EngineChoice>;

/** The last choice; null where there is none, or none that can be read: then it is tried again. */
export async function readEngineChoice(): Promise<EngineChoice | null> {
	const row = await withMainDb((handle) => handle.settings.get(NAME)).catch(() => undefined);
	return EngineChoice.safeParse(row?.value).data ?? null;
}

/** fails `storage_full`, `storage_unavailable` */
export async function saveEngineChoice(choice: EngineChoice): Promise<Outcome<null>> {
	try {
		await withMainDb((handle) => handle.settings.put({ name: NAME, value: choice }));
		return ok(null);
	} catch (error) {
		return storeFailure(error, 'choice of the engine');
	}
}
