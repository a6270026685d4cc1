import * as Comlink from 'comlink';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import type { HandFinder } from './hand-finder.ts';
import type { PassApi } from './pass-api.ts';

/** A pass or a trial runs: nothing else can use the finder. */
export const passBusy = () => fail('tracker_failed', 'a pass is running', { retry: 'now' });

/**
 * The part of a worker that goes over whole clips. `open` gives the finder, opened on the first call; `after` is called
 * when a pass or a trial has ended, whatever the end.
 *
 *   idle ──runPass, trial──► running ──end, cancelPass, failure──► idle
 */
export function makePassRunner(open: () => Promise<Outcome<HandFinder>>, after: () => void = () => {}) {
	let running = false;
	let cancelled = false;

	async function alone<T>(work: (finder: HandFinder) => Promise<Outcome<T>>): Promise<Outcome<T>> {
		if (running) return passBusy();
		running = true;
		cancelled = false;
		try {
			const ready = await open();
			return ready.ok ? await work(ready.value) : ready;
		} finally {
			running = false;
			after();
		}
	}
	/** The decoder comes only when it is needed: live tracking starts a third sooner without it. */
	async function load<T>(script: () => Promise<T>): Promise<Outcome<T>> {
		try {
			return ok(await script());
		} catch (error) {
			return fail('model_missing', messageOf(error), { retry: 'now' });
		}
	}

	const api: PassApi = {
		trial: (blob, options) =>
			alone(async (finder) => {
				const script = await load(() => import('./run-trial.ts'));
				return script.ok ? script.value.runTrial(finder, blob, options, () => cancelled) : script;
			}),
		runPass: (blob, onChunk, onProgress, from = null) =>
			alone(async (finder) => {
				const script = await load(() => import('./run-pass.ts'));
				if (!script.ok) return script;
				const hooks = {
					onChunk: (chunk: Parameters<typeof onChunk>[0]) => onChunk(Comlink.transfer(chunk, [chunk.packed])),
					onProgress,
					cancelled: () => cancelled
				};
				const result = await script.value.runPass(finder, blob, hooks, from);
				return result.ok ? Comlink.transfer(result, [result.value.ptsUs.buffer]) : result;
			}),
		async cancelPass() {
			cancelled = true;
			return ok(null);
		}
	};
	return {
		api,
		get running() {
			return running;
		}
	};
}
