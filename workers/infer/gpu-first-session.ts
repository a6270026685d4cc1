import { messageOf, type Outcome } from '../../src/lib/failure/failure.ts';
import type { Engine } from '../../src/lib/schema/engine.ts';
import type { Session } from './session.ts';
import type { GpuSession } from './webgpu-runtime.ts';

type Answer = Awaited<ReturnType<Session['run']>>;

/**
 * A network on the GPU that goes on on the processor when the GPU is lost or gives an error: the input under way is
 * computed again, so that nobody misses a frame.
 *
 *   webgpu ──lost, error──► opening wasm ──► wasm
 */
export class GpuFirstSession implements Session {
	readonly inputNames: Session['inputNames'];
	readonly outputNames: Session['outputNames'];
	readonly inputMetadata: Session['inputMetadata'];
	#gpu: GpuSession | null;
	#openWasm: () => Promise<Outcome<Session>>;
	#wasm: Promise<Outcome<Session>> | null = null;
	#lost = false;

	constructor(gpu: GpuSession, openWasm: () => Promise<Outcome<Session>>) {
		this.#gpu = gpu;
		this.#openWasm = openWasm;
		this.inputNames = gpu.session.inputNames;
		this.outputNames = gpu.session.outputNames;
		this.inputMetadata = gpu.session.inputMetadata;
		void gpu.lost.then(() => (this.#lost = true));
	}

	/** Where the next run is computed, and all after it if it is `wasm`. */
	get engine(): Engine {
		return this.#gpu ? 'webgpu' : 'wasm';
	}

	run: Session['run'] = async (feeds: Parameters<Session['run']>[0]) => {
		const answer = await this.#runOnGpu(feeds);
		if (answer) return answer;
		this.#wasm ??= this.#openWasm();
		const opened = await this.#wasm;
		if (!opened.ok) throw new Error(`neither GPU nor processor: ${opened.failure.message}`);
		return opened.value.run(feeds);
	};

	/** Null where the processor has to do it. */
	async #runOnGpu(feeds: Parameters<Session['run']>[0]): Promise<Answer | null> {
		if (!this.#gpu) return null;
		const { session, lost } = this.#gpu;
		let why: string;
		try {
			const ended = await Promise.race([session.run(feeds), lost]);
			if (typeof ended !== 'string' && !this.#lost) return ended;
			why = `lost: ${await lost}`;
		} catch (error) {
			why = messageOf(error);
		}
		// A run that hangs would hang its release too: the session is let go of, and ends with its worker.
		this.#gpu = null;
		console.warn('[infer] from the GPU to the processor:', why);
		return null;
	}

	release: Session['release'] = async () => {
		if (this.#gpu && !this.#lost) await this.#gpu.session.release();
		this.#gpu = null;
		const wasm = await this.#wasm;
		if (wasm?.ok) await wasm.value.release();
	};
}
