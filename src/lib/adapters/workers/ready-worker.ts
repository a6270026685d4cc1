import type * as Comlink from 'comlink';
import { openWorkerPort, type WorkerPort } from '../../../../workers/shared/port.ts';
import { fail, ok, type Outcome } from '../../failure/failure.ts';

/**
 * A worker whose networks are loaded before it is asked: started when first needed, and again after it died.
 *
 *   closed ──init──► alive ──worker died──► closed
 */
export class ReadyWorker<Api, Options extends { threads?: number }, Maker> {
	#start: () => Worker;
	#load: (remote: Comlink.Remote<Api>, options: Options) => Promise<Outcome<Maker>>;
	#options: Options;
	#port: WorkerPort<Api> | null = null;
	#maker: Maker | null = null;

	constructor(
		start: () => Worker,
		load: (remote: Comlink.Remote<Api>, options: Options) => Promise<Outcome<Maker>>,
		options: Options
	) {
		this.#start = start;
		this.#load = load;
		this.#options = options;
	}

	/** What the networks are; null before `init`. */
	get maker(): Maker | null {
		return this.#maker;
	}

	/** The worker as it is, started or not loaded; null: there is none, or it died. */
	get alive(): WorkerPort<Api> | null {
		return this.#port && !this.#port.dead ? this.#port : null;
	}

	/** Loads and checks models and runtime; costs nothing when ready. fails `model_missing`, `model_hash_wrong`, `tracker_failed`, `worker_died` */
	async init(): Promise<Outcome<Maker>> {
		if (this.#maker && this.alive) return ok(this.#maker);
		let outcome = await this.#init(this.#options);
		if (!outcome.ok && outcome.failure.code === 'tracker_failed') {
			// A runtime that could not start its threads is of no more use; one thread runs everywhere.
			this.close();
			outcome = await this.#init({ ...this.#options, threads: 1 });
		}
		this.#maker = outcome.ok ? outcome.value : null;
		return outcome;
	}

	/** Asks when it is ready. `held`: what the question would have taken over, closed where it cannot be asked. */
	async ask<T>(
		run: (port: WorkerPort<Api>, maker: Maker) => Promise<Outcome<T>>,
		held: { close(): void } | null = null
	): Promise<Outcome<T>> {
		const ready = await this.init();
		const port = this.#port;
		if (ready.ok && port) return run(port, ready.value);
		held?.close();
		return ready.ok ? fail('worker_died', 'closed', { retry: 'now' }) : ready;
	}

	close(): void {
		this.#port?.close();
		this.#port = null;
		this.#maker = null;
	}

	#init(options: Options): Promise<Outcome<Maker>> {
		return this.#open().call<Maker>((remote) => this.#load(remote, options));
	}

	#open(): WorkerPort<Api> {
		const alive = this.alive;
		if (alive) return alive;
		this.#maker = null;
		return (this.#port = openWorkerPort<Api>(this.#start()));
	}
}
