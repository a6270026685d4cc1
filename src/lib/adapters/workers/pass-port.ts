import * as Comlink from 'comlink';
import type { PassApi, PassChunk, PassProgress, PassResult, PassStart } from '../../../../workers/shared/pass-api.ts';
import type { WorkerPort } from '../../../../workers/shared/port.ts';
import { ok, type Failure, type Outcome } from '../../failure/failure.ts';
import type { TrackMaker } from '../../schema/track.ts';

export type PassHooks = {
	/** Awaited before the next chunk. A failure that it returns ends the pass and is the pass's failure. */
	onChunk(chunk: PassChunk): Promise<Outcome<unknown>>;
	onProgress?(progress: PassProgress): void;
	/** Aborting is not a failure: the result has `complete: false`. */
	signal?: AbortSignal;
};

/** One pass in a worker that offers passes, whatever finds the hands in it. `maker` is what its `init` answered. */
export async function runPassIn<Api extends PassApi>(
	port: WorkerPort<Api>,
	maker: TrackMaker,
	blob: Blob,
	hooks: PassHooks,
	from: PassStart | null = null
): Promise<Outcome<PassResult>> {
	const notBegun = (): PassResult => ({
		complete: false,
		frames: from?.frames ?? 0,
		framesWithHand: from?.framesWithHand ?? 0,
		ptsUs: new Float64Array(0),
		takenUpWithin: null,
		maker
	});
	const passes = port as unknown as WorkerPort<PassApi>;
	let chunkFailure: Failure | null = null;
	const cancel = () => void passes.call<null>((remote) => remote.cancelPass());
	const onChunk = async (chunk: PassChunk) => {
		if (chunkFailure) return;
		const saved = await hooks.onChunk(chunk);
		if (!saved.ok) {
			chunkFailure = saved.failure;
			cancel();
		}
	};
	if (hooks.signal?.aborted) return ok(notBegun());
	hooks.signal?.addEventListener('abort', cancel);
	try {
		const pass = () =>
			passes.call<PassResult>((remote) =>
				remote.runPass(
					blob,
					Comlink.proxy(onChunk),
					Comlink.proxy((progress: PassProgress) => hooks.onProgress?.(progress)),
					from
				)
			);
		// A shared lock: it keeps nobody waiting, it only tells the other tabs that a newer version should wait.
		const outcome = await navigator.locks.request('handloom-pass', { mode: 'shared' }, pass);
		return chunkFailure ? { ok: false, failure: chunkFailure } : outcome;
	} finally {
		hooks.signal?.removeEventListener('abort', cancel);
	}
}
