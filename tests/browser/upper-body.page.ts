import { findUpperBody } from '../../src/lib/adapters/workers/upper-body-port.ts';
import type { BothBodies } from './upper-body.worker.ts';

/** Runs in the browser: our upper body beside MediaPipe's, and a pass as a page runs it. */

/** In a worker: MediaPipe's runtime is opened as the app opens it. */
export const bothOn = (url: string, bundle: string): Promise<BothBodies> =>
	new Promise((done, refuse) => {
		const worker = new Worker('/tests/browser/upper-body.worker.ts', { type: 'module' });
		worker.onerror = (event) => refuse(new Error(event.message || 'the worker could not be loaded'));
		worker.onmessage = ({ data }) => {
			worker.terminate();
			if (data.ok) done(data.ok);
			else refuse(new Error(data.error));
		};
		worker.postMessage({ url, bundle });
	});

export async function passOver(url: string, everyUs: number) {
	const clip = await (await fetch(url)).blob();
	const shares: number[] = [];
	const startedAt = performance.now();
	const found = await findUpperBody(clip, { everyUs, onProgress: (share) => shares.push(share) });
	if (!found.ok) throw new Error(found.failure.code);
	const { complete, looks, posture, maker } = found.value;
	return {
		complete,
		maker,
		posture,
		seen: looks.filter(({ body }) => body !== null).length,
		times: looks.map(({ ptsUs }) => ptsUs as number),
		lastShare: shares.at(-1),
		msEach: (performance.now() - startedAt) / looks.length
	};
}
