import * as Comlink from 'comlink';
import type { InferApi, UpperBodyPass } from '../../../../workers/infer/api.ts';
import { openWorkerPort } from '../../../../workers/shared/port.ts';
import type { Outcome } from '../../failure/failure.ts';

export type UpperBodyHooks = {
	/** A picture at least every so many microseconds; posture changes slowly. Default 200 000. */
	everyUs?: number;
	onProgress?(share: number): void;
	/** Aborting is not a failure: the result has `complete: false`. */
	signal?: AbortSignal;
};

/**
 * The upper body through a clip: landmarks, trunk lean, shoulder lift. Optional, in a worker that ends with it.
 * fails  as `upperBody` in `workers/infer/api.ts`, and `worker_died`
 */
export async function findUpperBody(clip: Blob, hooks: UpperBodyHooks = {}): Promise<Outcome<UpperBodyPass>> {
	const worker = new Worker(new URL('../../../../workers/infer/infer.worker.ts', import.meta.url), { type: 'module' });
	const port = openWorkerPort<InferApi>(worker);
	const cancel = () => void port.call<null>((remote) => remote.cancelUpperBody());
	hooks.signal?.addEventListener('abort', cancel);
	try {
		const onProgress = Comlink.proxy((share: number) => hooks.onProgress?.(share));
		return await port.call<UpperBodyPass>((remote) => remote.upperBody(clip, hooks.everyUs ?? 200_000, onProgress));
	} finally {
		hooks.signal?.removeEventListener('abort', cancel);
		port.close();
	}
}
