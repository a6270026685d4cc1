import * as Comlink from 'comlink';
import type { CutApi, CutClip, SourceRow } from '../../../../workers/media/cut-api.ts';
import { openWorkerPort, type WorkerPort } from '../../../../workers/shared/port.ts';
import type { Span } from '../../domain/annotation/lanes.ts';
import { ok, type Outcome } from '../../failure/failure.ts';

export type { CutClip };

/** What the worker needs of a row, and nothing else: rows of the store carry more. */
const bare = ({ kind, firstPtsUs, lastPtsUs, sha256, byteLength, blob, head }: SourceRow): SourceRow => ({
	kind,
	firstPtsUs,
	lastPtsUs,
	sha256,
	byteLength,
	blob,
	...(head && { head })
});

const openPort = (): WorkerPort<CutApi> =>
	openWorkerPort<CutApi>(
		new Worker(new URL('../../../../workers/media/cut.worker.ts', import.meta.url), { type: 'module' })
	);

/** A worker that starts while the person is still asked. */
let ready: WorkerPort<CutApi> | null = null;

/** Starts the worker of the next cut ahead of it. Answers how to let it go again where nothing is cut. */
export function readyCutter(): () => void {
	const port = (ready ??= openPort());
	return () => {
		if (ready !== port) return;
		ready = null;
		port.close();
	};
}

function takeReady(): WorkerPort<CutApi> {
	const port = ready && !ready.dead ? ready : openPort();
	ready = null;
	return port;
}

/** Cuts a clip in a worker of its own. Null when `signal` ended it. fails as `CutApi.cut`, and `worker_died` */
export async function cutClip(
	rows: readonly SourceRow[],
	pieces: readonly Span[],
	onProgress: (share: number) => void = () => undefined,
	signal?: AbortSignal
): Promise<Outcome<CutClip | null>> {
	const port = takeReady();
	const end = () => port.close();
	signal?.addEventListener('abort', end, { once: true });
	if (signal?.aborted) end();
	try {
		const cut = await port.call<CutClip>((remote) =>
			remote.cut(rows.map(bare), [...pieces], Comlink.proxy(onProgress))
		);
		return signal?.aborted ? ok(null) : cut;
	} finally {
		signal?.removeEventListener('abort', end);
		port.close();
	}
}
