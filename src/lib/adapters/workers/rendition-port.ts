import * as Comlink from 'comlink';
import type {
	OpenedSource,
	Redactions,
	RenderJob,
	Rendered,
	RenditionApi,
	SourceFrame
} from '../../../../workers/rendition/api.ts';
import { openWorkerPort, type WorkerPort } from '../../../../workers/shared/port.ts';
import type { Outcome } from '../../failure/failure.ts';
import type { RenditionSpec } from '../../schema/programme.ts';

/** One take in a worker of its own; `close` ends the worker, whatever it is doing. Calls then answer `worker_died`. */
export class RenditionPort {
	#port: WorkerPort<RenditionApi>;

	constructor() {
		const worker = new Worker(new URL('../../../../workers/rendition/rendition.worker.ts', import.meta.url), {
			type: 'module'
		});
		this.#port = openWorkerPort<RenditionApi>(worker);
	}

	/** See `RenditionApi` for the failures of each. */
	open = (media: Blob, spec: RenditionSpec): Promise<Outcome<OpenedSource>> =>
		this.#port.call<OpenedSource>((remote) => remote.open(media, spec));
	from = (fromUs: number, toUs: number, covered: Redactions | null): Promise<Outcome<null>> =>
		this.#port.call<null>((remote) => remote.from(fromUs, toUs, covered));
	/** The frame belongs to the caller, who closes it. */
	next = (): Promise<Outcome<SourceFrame | null>> => this.#port.call<SourceFrame | null>((remote) => remote.next());
	render = (job: RenderJob, onProgress: (done: number) => void): Promise<Outcome<Rendered>> =>
		this.#port.call<Rendered>((remote) => remote.render(job, Comlink.proxy(onProgress)));

	close(): void {
		this.#port.close();
	}
}
