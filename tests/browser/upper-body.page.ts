import { PoseLandmarker } from '@mediapipe/tasks-vision';
import { findUpperBody } from '../../src/lib/adapters/workers/upper-body-port.ts';
import { UpperBodyFinder } from '../../workers/infer/upper-body.ts';
import { openMediaPipe } from '../../workers/shared/mediapipe.ts';

/** Runs in the browser: our upper body and MediaPipe's PoseLandmarker on the same picture. */

const pictureAt = async (url: string): Promise<ImageBitmap> => createImageBitmap(await (await fetch(url)).blob());

/** Landmarks 0 to 24 as x, y in pixels, of both; ours also from the region that the first look gave. */
export async function bothOn(url: string, bundle: string) {
	const picture = await pictureAt(url);
	const { width, height } = picture;
	const finder = await UpperBodyFinder.open(1);
	if (!finder.ok) throw new Error(finder.failure.message);
	const ours = await finder.value.look(picture);
	const again = await finder.value.look(picture);
	const runtime = await openMediaPipe();
	if (!runtime.ok) throw new Error(runtime.failure.message);
	const model = new Uint8Array(await (await fetch(bundle)).arrayBuffer());
	const landmarker = await PoseLandmarker.createFromOptions(runtime.value.fileset, {
		baseOptions: { modelAssetBuffer: model, delegate: 'CPU' },
		runningMode: 'IMAGE'
	});
	const { landmarks, worldLandmarks } = landmarker.detect(picture);
	landmarker.close();
	await finder.value.close();
	const flat = (points: { x: number; y: number }[]) =>
		points.slice(0, 25).flatMap(({ x, y }) => [x * width, y * height]);
	const pixels = (body: typeof ours) =>
		body &&
		Array.from({ length: 25 }, (_, i) => [
			body.imageLandmarks[i * 3]! * width,
			body.imageLandmarks[i * 3 + 1]! * height
		]).flat();
	return {
		ours: pixels(ours),
		again: pixels(again),
		theirs: flat(landmarks[0]!),
		visibility: [...ours!.visibility],
		theirVisibility: landmarks[0]!.slice(0, 25).map((point) => point.visibility),
		world: [...ours!.worldLandmarks],
		theirWorld: worldLandmarks[0]!.slice(0, 25).flatMap(({ x, y, z }) => [x, y, z])
	};
}

/** The pass as a page runs it. */
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
