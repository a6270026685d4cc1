import { HandLandmarker } from '@mediapipe/tasks-vision';
import * as Comlink from 'comlink';
import { loadModel } from '../../src/lib/adapters/models/load-model.ts';
import type { Outcome } from '../../src/lib/failure/failure.ts';
import { openOrtHandFinder, OrtHandFinder } from '../../workers/infer/ort-hand-finder.ts';
import { HandTracker } from '../../workers/landmarks/hand-tracker.ts';
import { copyFrame } from '../../workers/shared/copy-frame.ts';
import type { HandFinder, Picture } from '../../workers/shared/hand-finder.ts';
import { openMediaPipe } from '../../workers/shared/mediapipe.ts';
import { openVideo } from '../../workers/shared/open-video.ts';
import { makeUpright } from '../../workers/shared/upright.ts';
import type { SeenFrame, SeenHand } from './hand-matching.ts';
import { openLitertNetworks } from './litert-networks.ts';

/** Runs in a worker: our hand pipeline and MediaPipe's, with the same networks, on the same pictures. */

/** A file to look at; every `step`th frame of a clip. */
export type Source = { name: string; url: string; picture: boolean; step: number };

function valueOf<T>(outcome: Outcome<T>): T {
	if (!outcome.ok) throw new Error(`${outcome.failure.code}: ${outcome.failure.message}`);
	return outcome.value;
}

type Finder = (picture: Picture, ptsUs: number) => Promise<SeenHand[]>;
type Found = { imageLandmarks: Float32Array; rawLabel: string; handednessScore: number; presence: number | null };

const seen = (hands: readonly Found[]): SeenHand[] =>
	hands.map(({ imageLandmarks, rawLabel, handednessScore, presence }) => ({
		label: rawLabel,
		score: handednessScore,
		presence,
		points: Array.from({ length: 42 }, (_, i) => imageLandmarks[3 * (i >> 1) + (i & 1)]!)
	}));

/** Ours on the full networks with two threads: each picture by itself, and as a clip. */
async function openOurs() {
	const still = valueOf(await openOrtHandFinder({ threads: 2 }));
	// The same networks; palms on every frame while a hand is missing, as MediaPipe looks for them.
	const clip = new OrtHandFinder(still.networks, { palmEvery: 1 });
	const look = async (finder: OrtHandFinder, picture: Picture, ptsUs: number) =>
		seen(valueOf(await finder.detect(picture, ptsUs)));
	return {
		still: async (picture: Picture, ptsUs: number) => {
			await still.restart();
			return look(still, picture, ptsUs);
		},
		clip: (picture: Picture, ptsUs: number) => look(clip, picture, ptsUs),
		restart: () => clip.restart()
	};
}

/** MediaPipe on the same networks, on the processor: its IMAGE mode, and its VIDEO mode as the app uses it. */
async function openTheirs() {
	const [mediapipe, model] = [valueOf(await openMediaPipe()), valueOf(await loadModel('hand_landmarker_full'))];
	let canvas = new OffscreenCanvas(1, 1);
	const openImage = () =>
		HandLandmarker.createFromOptions(mediapipe.fileset, {
			baseOptions: { modelAssetBuffer: model.bytes, delegate: 'CPU' },
			canvas: (canvas = new OffscreenCanvas(1, 1)),
			runningMode: 'IMAGE',
			numHands: 2
		});
	let image = await openImage();
	/** Without its graphics context it sees nothing and does not say so; `HandTracker` looks for that by itself. */
	const detect = async (picture: Picture) => {
		for (let attempt = 0; attempt < 3; attempt++) {
			const result = image.detect(picture);
			if (!canvas.getContext('webgl2')?.isContextLost()) return result;
			image = await openImage();
		}
		throw new Error('the graphics context is lost again and again');
	};
	const video = valueOf(await HandTracker.open({ model: 'full', inputMirrored: false, delegate: 'CPU' }));
	return {
		still: async (picture: Picture): Promise<SeenHand[]> => {
			const { landmarks, handedness } = await detect(picture);
			return landmarks.map((points, i) => ({
				label: handedness[i]![0]!.categoryName.toLowerCase(),
				score: handedness[i]![0]!.score,
				presence: null,
				points: points.flatMap(({ x, y }) => [x, y])
			}));
		},
		clip: async (picture: Picture, ptsUs: number) => seen(valueOf(await video.detect(picture, ptsUs))),
		restart: () => video.restart()
	};
}

let ours: ReturnType<typeof openOurs> | null = null;
let theirs: ReturnType<typeof openTheirs> | null = null;

/** Every picture of a source, upright. Each is good until the next. */
async function* picturesOf({
	url,
	picture,
	step
}: Source): AsyncGenerator<{ index: number; ptsUs: number; picture: Picture }> {
	const blob = await (await fetch(url)).blob();
	if (picture) {
		const bitmap = await createImageBitmap(blob);
		yield { index: 0, ptsUs: 0, picture: bitmap };
		bitmap.close();
		return;
	}
	const { sink, close } = valueOf(await openVideo(blob));
	const upright = makeUpright();
	let index = -1;
	for await (const sample of sink.samples()) {
		index += 1;
		if (index % step === 0) {
			const shown = upright(sample);
			yield { index, ptsUs: sample.microsecondTimestamp, picture: shown.picture };
			shown.done();
		}
		sample.close();
	}
	close();
}

/** What both see on every picture of a source. `unreadable` says why the browser could not open it. */
async function lookAt(source: Source, clipToo: boolean): Promise<{ frames: SeenFrame[]; unreadable: string | null }> {
	// One after the other: ours asks for a GPU when it opens.
	const a = await (ours ??= openOurs());
	const b = await (theirs ??= openTheirs());
	await a.restart();
	await b.restart();
	const frames: SeenFrame[] = [];
	const both = async (
		mode: SeenFrame['mode'],
		one: Finder,
		other: Finder,
		shown: { index: number; ptsUs: number; picture: Picture }
	) => {
		const { index, ptsUs, picture } = shown;
		const [width, height] =
			'displayWidth' in picture ? [picture.displayWidth, picture.displayHeight] : [picture.width, picture.height];
		frames.push({
			file: source.name,
			index,
			mode,
			width,
			height,
			ours: await one(picture, ptsUs),
			theirs: await other(picture, ptsUs)
		});
	};
	try {
		for await (const shown of picturesOf(source)) {
			await both('still', a.still, b.still, shown);
			if (clipToo && !source.picture) await both('clip', a.clip, b.clip, shown);
		}
	} catch (error) {
		if (frames.length > 0) throw error;
		return { frames, unreadable: String(error) };
	}
	return { frames, unreadable: null };
}

export type SpeedAsked = { url: string; frames: number; litert: { palm: string; hand: string } | null };
export type SpeedRun = { name: string; ms: number[]; hands: number };

/**
 * The same frames, held in memory, shown to each contender in turn, frame by frame; who comes first goes round.
 * The first tenth of the frames is not counted: networks are slower while they warm up.
 */
async function speed({ url, frames: count, litert }: SpeedAsked): Promise<SpeedRun[]> {
	const full = await openOrtHandFinder({ threads: 2 });
	const ourFinder = valueOf(full);
	const contenders: { name: string; finder: HandFinder }[] = [
		{ name: 'ours: full, 2 threads', finder: ourFinder },
		{ name: 'ours, palms on every frame', finder: new OrtHandFinder(ourFinder.networks, { palmEvery: 1 }) },
		{ name: 'MediaPipe CPU: full', finder: await openMediaPipeFinder('full') },
		{ name: 'MediaPipe CPU: lite (live)', finder: await openMediaPipeFinder('lite') }
	];
	if (litert)
		contenders.push({
			name: 'LiteRT.js: full, 2 threads, our pipeline',
			finder: new OrtHandFinder(await openLitertNetworks(litert), {})
		});
	const frames: VideoFrame[] = [];
	const { sink, close } = valueOf(await openVideo(await (await fetch(url)).blob()));
	for await (const sample of sink.samples()) {
		const frame = sample.toVideoFrame();
		frames.push((await copyFrame(frame))!);
		frame.close();
		sample.close();
		if (frames.length === count) break;
	}
	close();
	const runs = contenders.map(({ name }): SpeedRun => ({ name, ms: [], hands: 0 }));
	for (const [i, frame] of frames.entries())
		for (let turn = 0; turn < contenders.length; turn++) {
			const which = (i + turn) % contenders.length;
			const startedAt = performance.now();
			const hands = valueOf(await contenders[which]!.finder.detect(frame, Math.round((i * 1e6) / 30)));
			const ms = performance.now() - startedAt;
			runs[which]!.hands += hands.length;
			if (i >= count / 10) runs[which]!.ms.push(ms);
		}
	for (const frame of frames) frame.close();
	for (const { finder } of contenders) if (finder !== ourFinder) finder.close();
	return runs;
}

const openMediaPipeFinder = async (model: 'lite' | 'full') =>
	valueOf(await HandTracker.open({ model, inputMirrored: false, delegate: 'CPU' }));

export type HandsBench = { lookAt: typeof lookAt; speed: typeof speed };
Comlink.expose({ lookAt, speed } satisfies HandsBench);
