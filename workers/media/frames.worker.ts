import * as Comlink from 'comlink';
import { type Outcome } from '../../src/lib/failure/failure.ts';
import { Frames } from './frames.ts';
import type { FramesApi, ShownFrame } from './frames-api.ts';

/** One clip a worker. Pictures are moved, not copied, to whoever asked. */
const frames = new Frames();

const moved = <T extends ShownFrame | null>(outcome: Outcome<T>): Outcome<T> =>
	outcome.ok && outcome.value ? Comlink.transfer(outcome, [outcome.value.picture]) : outcome;

Comlink.expose({
	async open(clip) {
		const outcome = await frames.open(clip);
		return outcome.ok ? Comlink.transfer(outcome, [outcome.value.timesUs.buffer]) : outcome;
	},
	frame: async (ptsUs) => moved(await frames.frame(ptsUs)),
	near: (ptsUs) => frames.near(ptsUs),
	run: (ptsUs) => frames.run(ptsUs),
	next: async (run) => moved(await frames.next(run)),
	async strip(timesUs, height) {
		const outcome = await frames.strip(timesUs, height);
		return outcome.ok
			? Comlink.transfer(
					outcome,
					outcome.value.map((shown) => shown.picture)
				)
			: outcome;
	},
	close: () => frames.close()
} satisfies FramesApi);
