import type { Outcome } from '../../src/lib/failure/failure.ts';
import type { EngineTrial } from '../../src/lib/schema/engine.ts';

export interface EnginesApi {
	/**
	 * Tries the networks that find hands on the processor and, where there is one, on the GPU; keeps what was found.
	 * Takes some seconds. `onTrial` after each network.
	 * fails `model_missing`, `model_hash_wrong`, `tracker_failed`, `storage_full`, `storage_unavailable`
	 */
	tryHands(onTrial: (trial: EngineTrial) => void): Promise<Outcome<EngineTrial[]>>;
}
