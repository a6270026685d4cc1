import * as Comlink from 'comlink';
import type { EnginesApi } from '../../../../workers/engines/api.ts';
import { openWorkerPort } from '../../../../workers/shared/port.ts';
import type { Outcome } from '../../failure/failure.ts';
import type { EngineTrial } from '../../schema/engine.ts';

/**
 * Tries the networks that find hands on both engines of this device, in a worker that ends with it.
 * fails `model_missing`, `model_hash_wrong`, `tracker_failed`, `storage_full`, `storage_unavailable`, `worker_died`
 */
export async function tryHandEngines(onTrial: (trial: EngineTrial) => void): Promise<Outcome<EngineTrial[]>> {
	const worker = new Worker(new URL('../../../../workers/engines/engines.worker.ts', import.meta.url), {
		type: 'module'
	});
	const port = openWorkerPort<EnginesApi>(worker);
	try {
		return await port.call<EngineTrial[]>((remote) => remote.tryHands(Comlink.proxy(onTrial)));
	} finally {
		port.close();
	}
}
