import * as Comlink from 'comlink';
import type { CutApi, CutClip, SourceRow } from '../../../../workers/media/cut-api.ts';
import { openWorkerPort } from '../../../../workers/shared/port.ts';
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

/** Cuts a clip in a worker of its own. Null when `signal` ended it. fails as `CutApi.cut`, and `worker_died` */
export async function cutClip(
	rows: readonly SourceRow[],
	pieces: readonly Span[],
	onProgress: (share: number) => void = () => undefined,
	signal?: AbortSignal
): Promise<Outcome<CutClip | null>> {
	const worker = new Worker(new URL('../../../../workers/media/cut.worker.ts', import.meta.url), { type: 'module' });
	const port = openWorkerPort<CutApi>(worker);
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
