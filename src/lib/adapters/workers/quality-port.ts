import * as Comlink from 'comlink';
import type { QualityApi } from '../../../../workers/quality/api.ts';
import { openWorkerPort } from '../../../../workers/shared/port.ts';
import type { LookPlan } from '../../domain/quality/measure-look.ts';
import type { Outcome } from '../../failure/failure.ts';
import type { FrameLook } from '../../schema/quality.ts';

export type LookHooks = {
	/** 0..1 of the planned frames. */
	onProgress?: (share: number) => void;
	/** Aborting is not a failure: the answer holds what was measured so far. */
	signal?: AbortSignal;
};

/**
 * Measures the planned frames of a take in a worker that lives as long as the call.
 * fails  `file_not_video`, `file_empty`, `codec_unsupported`, `decode_failed`, `worker_died`
 */
export async function lookAtTake(clip: Blob, plan: LookPlan[], hooks: LookHooks = {}): Promise<Outcome<FrameLook[]>> {
	const worker = new Worker(new URL('../../../../workers/quality/quality.worker.ts', import.meta.url), {
		type: 'module'
	});
	const port = openWorkerPort<QualityApi>(worker);
	const cancel = () => void port.call<null>((remote) => remote.cancel());
	hooks.signal?.addEventListener('abort', cancel);
	try {
		return await port.call<FrameLook[]>((remote) =>
			remote.look(
				clip,
				plan,
				Comlink.proxy((share: number) => hooks.onProgress?.(share))
			)
		);
	} finally {
		hooks.signal?.removeEventListener('abort', cancel);
		port.close();
	}
}
