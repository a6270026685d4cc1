import * as Comlink from 'comlink';
import { fail, type Outcome } from '../../src/lib/failure/failure.ts';

/**
 * A worker, and the promise that every call races against: Comlink calls stay pending for ever when their worker dies.
 *
 *   starting ──► alive ──► dead (error, messageerror, close)
 */
export type WorkerPort<Api> = {
	/** Runs one call. Answers `worker_died` when the worker dies before the call ends. A throw in the worker is a bug and rejects. */
	call<T>(run: (remote: Comlink.Remote<Api>) => Promise<Outcome<T>>): Promise<Outcome<T>>;
	readonly dead: boolean;
	/** Settles when the worker is gone. */
	readonly died: Promise<string>;
	close(): void;
};

export function openWorkerPort<Api>(worker: Worker): WorkerPort<Api> {
	const remote = Comlink.wrap<Api>(worker);
	let dead = false;
	let settle: (reason: string) => void;
	const died = new Promise<string>((resolve) => (settle = resolve));
	const end = (reason: string) => {
		if (dead) return;
		dead = true;
		settle(reason);
		worker.terminate();
	};
	worker.addEventListener('error', (event) => end(event.message || 'worker script failed'));
	worker.addEventListener('messageerror', () => end('message could not be read'));
	return {
		get dead() {
			return dead;
		},
		died,
		async call(run) {
			const death = died.then((reason) => fail('worker_died', reason, { retry: 'now' }));
			return Promise.race([run(remote), death]);
		},
		close: () => end('closed')
	};
}
