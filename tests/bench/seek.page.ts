import { counterOf } from './painted-counter.ts';

/** Runs in the browser: one clip, shown by our decoder and by a plain `<video>`, asked in turns for the same frames. */

const CELLS = 20;
export type Asked = { index: number; kind: 'seek' | 'step' };
export type Shown = { kind: Asked['kind']; ours: { ms: number; counter: number | null }; video: { ms: number; counter: number | null } | null }; // prettier-ignore

const strip = new OffscreenCanvas(CELLS, 1).getContext('2d', { willReadFrequently: true })!;
strip.imageSmoothingQuality = 'high';
/** The counter on a canvas that shows the whole picture. */
function counterOn(canvas: HTMLCanvasElement): number | null {
	const { width, height } = canvas;
	strip.drawImage(canvas, 0, (height * 12) / 720, width, (height * 40) / 720, 0, 0, CELLS, 1);
	const { data } = strip.getImageData(0, 0, CELLS, 1);
	return counterOf(Array.from({ length: CELLS }, (_, i) => data[i * 4]!));
}

export async function askBoth(url: string, asked: readonly Asked[], withVideo: boolean): Promise<Shown[]> {
	const { openFrames } = await import(/* @vite-ignore */ `${location.origin}/src/lib/adapters/workers/frames-port.ts`);
	const blob = await (await fetch(url)).blob();
	const opened = await openFrames(blob);
	if (!opened.ok) throw new Error(opened.failure.message);
	const source = opened.value;
	const { timesUs, width, height, endUs } = source.facts;
	const canvas = document.createElement('canvas');
	Object.assign(canvas, { width, height });
	const context = canvas.getContext('2d')!;
	const video = document.createElement('video');
	video.muted = true;
	video.preload = 'auto';
	video.src = URL.createObjectURL(blob);
	document.body.append(canvas, video);
	await new Promise((done) => video.addEventListener('loadeddata', done, { once: true }));

	const shown: Shown[] = [];
	for (const { index, kind } of asked) {
		// Wait as a person does, so that neither works for the one before.
		await new Promise((done) => setTimeout(done, 60));
		const beganMs = performance.now();
		const answer = await source.frame(timesUs[index]!);
		if (!answer.ok || !answer.value) throw new Error(answer.ok ? 'overtaken' : answer.failure.message);
		context.drawImage(answer.value.picture, 0, 0, width, height);
		answer.value.picture.close();
		const ours = { ms: performance.now() - beganMs, counter: counterOn(canvas) };
		shown.push({ kind, ours, video: withVideo ? await onVideo(index) : null });
	}
	source.close();
	return shown;

	async function onVideo(index: number): Promise<Shown['video']> {
		await new Promise((done) => setTimeout(done, 60));
		const middleUs = (timesUs[index]! + (timesUs[index + 1] ?? endUs)) / 2;
		const beganMs = performance.now();
		const seeked = new Promise((done) => video.addEventListener('seeked', done, { once: true }));
		video.currentTime = middleUs / 1e6;
		await seeked;
		context.drawImage(video, 0, 0, width, height);
		return { ms: performance.now() - beganMs, counter: counterOn(canvas) };
	}
}
