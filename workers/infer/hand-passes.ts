import { ok, type Outcome } from '../../src/lib/failure/failure.ts';
import { makePassRunner, passBusy } from '../shared/pass-runner.ts';
import type { HandFinderOptions, HandPassApi } from './api.ts';
import { openOrtHandFinder, type OrtHandFinder } from './ort-hand-finder.ts';

/*
 * Passes over whole clips with a finder of their own: hands that are looked for one by one know nothing of it.
 *
 * empty ──initPass──► ready ──trial, runPass──► running ──end──► ready
 */
let finder: OrtHandFinder | null = null;

async function open(options: HandFinderOptions = {}): Promise<Outcome<OrtHandFinder>> {
	finder?.close();
	finder = null;
	const opened = await openOrtHandFinder(options);
	if (opened.ok) finder = opened.value;
	return opened;
}

const passes = makePassRunner(async () => (finder ? ok(finder) : open()));

export const handPasses: HandPassApi = {
	...passes.api,
	async initPass(options) {
		if (passes.running) return passBusy();
		const opened = await open(options);
		return opened.ok ? ok(opened.value.maker) : opened;
	}
};
