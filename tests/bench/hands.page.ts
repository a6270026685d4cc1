import * as Comlink from 'comlink';
import type { HandsBench } from './hands.worker.ts';

let bench: Comlink.Remote<HandsBench> | null = null;

/** Runs in the page: the worker of the hand benchmarks, one for each page. */
export const handsBench = (): Comlink.Remote<HandsBench> =>
	(bench ??= Comlink.wrap<HandsBench>(new Worker('/tests/bench/hands.worker.ts', { type: 'module' })));
