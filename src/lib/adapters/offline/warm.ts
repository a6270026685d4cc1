import expected from '../../../../tools/models/expected.json';

const ASSETS = 'handloom-assets';

/**
 * Comes when it is asked for, and is kept from then on: what an optional pass needs, networks that no step of filming,
 * checking or labelling uses, and the runtime of devices whose GPU is faster than their processor.
 */
const ON_REQUEST = new Set([
	'face_detection_full_range',
	'hand_landmarks_lite',
	'pose_detection',
	'pose_landmarks_lite',
	'onnxruntime-webgpu'
]);

/** What filming and checking without a network need: first what live tracking uses, then the rest. */
const paths: string[] = [
	...expected.runtimes
		.filter(({ name }) => !ON_REQUEST.has(name))
		.flatMap(({ folder, files }) => files.map(({ file }) => `/runtime/${folder}/${file}`)),
	...expected.models.filter(({ name }) => !ON_REQUEST.has(name)).map((model) => `/models/${model.file}`),
	'/samples/grasp.mp4'
];

export type OfflineState = { done: number; total: number };

/** How many of the parts are on this device. Null where the browser keeps none. */
export async function offlineState(): Promise<OfflineState | null> {
	if (!('caches' in globalThis) || !('serviceWorker' in navigator)) return null;
	const assets = await caches.open(ASSETS);
	const found = await Promise.all(paths.map(async (path) => Boolean(await assets.match(path))));
	return { done: found.filter(Boolean).length, total: paths.length };
}

/** Asks the service worker for the missing parts, one after another. Resolves true when all are here. */
export async function warmOffline(onprogress: (state: OfflineState) => void): Promise<boolean> {
	const worker = (await navigator.serviceWorker?.ready)?.active;
	if (!worker) return false;
	const { port1, port2 } = new MessageChannel();
	return new Promise((resolve) => {
		port1.onmessage = ({ data }) => {
			if ('complete' in data) {
				port1.close();
				resolve(data.complete);
			} else onprogress(data);
		};
		worker.postMessage({ kind: 'warm', paths }, [port2]);
	});
}
