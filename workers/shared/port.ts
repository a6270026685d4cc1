import * as Comlink from 'comlink';
import { fail, type Outcome } from '../../src/lib/failure/failure.ts';

/**
 * A worker whose calls end when it dies: Comlink leaves them pending for ever.
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
	/** Of the calls that have no answer yet. A call that is over must leave nothing behind: a worker sees many thousands. */
	const waiting = new Set<(reason: string) => void>();
	let endedBy: string | null = null;
	let settle: (reason: string) => void;
	const died = new Promise<string>((resolve) => (settle = resolve));
	const end = (reason: string) => {
		if (endedBy !== null) return;
		endedBy = reason;
		settle(reason);
		for (const tell of waiting) tell(reason);
		waiting.clear();
		worker.terminate();
	};
	worker.addEventListener('error', (event) => end(event.message || 'worker script failed'));
	worker.addEventListener('messageerror', () => end('message could not be read'));
	return {
		get dead() {
			return endedBy !== null;
		},
		died,
		call: <T>(run: (remote: Comlink.Remote<Api>) => Promise<Outcome<T>>) =>
			new Promise<Outcome<T>>((resolve, reject) => {
				const tell = (reason: string) => resolve(fail('worker_died', reason, { retry: 'now' }));
				if (endedBy !== null) return tell(endedBy);
				waiting.add(tell);
				run(remote)
					.finally(() => waiting.delete(tell))
					.then(resolve, reject);
			}),
		close: () => end('closed')
	};
}
