import type { ClipFacts, FramesApi, ShownFrame } from '../../../../workers/media/frames-api.ts';
import { openWorkerPort, type WorkerPort } from '../../../../workers/shared/port.ts';
import { ok, type Outcome } from '../../failure/failure.ts';

export type { ClipFacts, ShownFrame };

/** Where a player gets its frames. Every picture that comes out belongs to the caller, who closes it. */
export interface FrameSource {
	readonly facts: ClipFacts;
	/** The frame on screen at `ptsUs`; null when a newer request overtook this one. fails `decode_failed`, `worker_died` */
	frame(ptsUs: number): Promise<Outcome<ShownFrame | null>>;
	/** Steps from the frame at `ptsUs` may follow: frames round it are decoded meanwhile. */
	near(ptsUs: number): Promise<Outcome<null>>;
	/** Frames one after the other from `ptsUs` on. A new run ends the one before. */
	run(ptsUs: number): Promise<Outcome<FrameRun>>;
	/** Small pictures, `height` pixels high, for rising times. */
	strip(timesUs: number[], height: number): Promise<Outcome<ShownFrame[]>>;
	close(): void;
}

export interface FrameRun {
	/** null at the clip's end, or when the run was ended by another. */
	next(): Promise<Outcome<ShownFrame | null>>;
}

/**
 * Opens a clip in a worker of its own. A worker that dies is replaced on the next call, with the same clip.
 * fails  `file_not_video`, `codec_unsupported`, `take_damaged`, `worker_died`
 */
export async function openFrames(clip: Blob): Promise<Outcome<FrameSource>> {
	const first = await start(clip);
	if (!first.ok) return first;
	let port = first.value.port;
	let closed = false;
	/** The port in use; a new one when the old one's worker is gone. */
	const alive = async (): Promise<Outcome<WorkerPort<FramesApi>>> => {
		if (!port.dead || closed) return ok(port);
		const again = await start(clip);
		if (!again.ok) return again;
		port = again.value.port;
		return ok(port);
	};
	const call = async <T>(run: Parameters<WorkerPort<FramesApi>['call']>[0]): Promise<Outcome<T>> => {
		const here = await alive();
		return here.ok ? (here.value.call(run) as Promise<Outcome<T>>) : here;
	};
	return ok({
		facts: first.value.facts,
		frame: (us) => call<ShownFrame | null>((remote) => remote.frame(us)),
		near: (us) => call<null>((remote) => remote.near(us)),
		async run(us) {
			const run = await call<number>((remote) => remote.run(us));
			if (!run.ok) return run;
			return ok({ next: () => call<ShownFrame | null>((remote) => remote.next(run.value)) });
		},
		strip: (times, height) => call<ShownFrame[]>((remote) => remote.strip(times, height)),
		close() {
			closed = true;
			port.close();
		}
	});
}

async function start(clip: Blob): Promise<Outcome<{ port: WorkerPort<FramesApi>; facts: ClipFacts }>> {
	const worker = new Worker(new URL('../../../../workers/media/frames.worker.ts', import.meta.url), { type: 'module' });
	const port = openWorkerPort<FramesApi>(worker);
	const facts = await port.call((remote) => remote.open(clip));
	if (!facts.ok) {
		port.close();
		return facts;
	}
	return ok({ port, facts: facts.value });
}
