import { decideSides, NO_MEMORY, type RawHand, type SideMemory } from '../../src/lib/domain/hands/decide-sides.ts';
import { packTrack, unpackTrack } from '../../src/lib/domain/hands/pack-track.ts';
import { medianOf } from '../../src/lib/domain/time/median.ts';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import { PASS_CHUNK_FRAMES } from '../../src/lib/schema/limits.ts';
import type { PtsUs } from '../../src/lib/schema/time.ts';
import type { TrackFrame } from '../../src/lib/schema/track.ts';
import { breathe } from './breathe.ts';
import { clipFrames } from './clip-frames.ts';
import type { HandFinder } from './hand-finder.ts';
import { openVideo } from './open-video.ts';
import type { PassChunk, PassProgress, PassResult, PassStart } from './pass-api.ts';
import { makeUpright } from './upright.ts';

export type PassHooks = {
	onChunk(chunk: PassChunk): Promise<void> | void;
	onProgress(progress: PassProgress): void;
	cancelled(): boolean;
};

/** Screens show progress a few times a second; more messages would only cost time. */
const PROGRESS_EVERY_MS = 200;
/** Frames whose median says how fast the pass is by now. */
const RECENT_FRAMES = 60;

/**
 * Every frame of a file, in order of presentation, through one finder that starts fresh.
 * A pass that was cut off goes on after its last chunk: the finder looks again at the frames of that chunk, so that it
 * follows the hands where they were, and only what comes after them is handed out.
 * time    from the first frame of the file, whole microseconds. A second frame at the same time cannot be named and is left out.
 */
export async function runPass(
	finder: HandFinder,
	blob: Blob,
	hooks: PassHooks,
	from: PassStart | null = null
): Promise<Outcome<PassResult>> {
	const opened = await openVideo(blob);
	if (!opened.ok) return opened;
	const { sink, durationS, close } = opened.value;
	const upright = makeUpright();
	const stored = from ? unpackTrack(from.lastChunk.slice(0)) : [];
	const seenBefore = stored.at(-1) ?? null;
	let memory: SideMemory | null = null;
	let seq = from?.seq ?? 0;
	let framesWithHand = from?.framesWithHand ?? 0;
	let takenUpWithin: number | null = null;
	let pending: TrackFrame[] = [];
	const times: PtsUs[] = [];
	const tookMs: number[] = [];
	let complete = true;
	let toldAtMs = 0;

	const flush = async () => {
		if (pending.length === 0) return;
		const [first, last] = [pending[0]!.ptsUs, pending.at(-1)!.ptsUs];
		const packed = packTrack(pending);
		const chunk = { seq, frames: pending.length, firstPtsUs: first, lastPtsUs: last, packed, maker: finder.maker };
		pending = [];
		seq += 1;
		await hooks.onChunk(chunk);
	};
	const frames = () => (from?.frames ?? 0) + times.length;
	const tell = () => {
		const atUs = times.at(-1) ?? seenBefore?.ptsUs ?? 0;
		const share = durationS ? Math.min(1, atUs / 1e6 / durationS) : null;
		hooks.onProgress({ frames: frames(), framesWithHand, share, recentMs: medianOf(tookMs) });
		toldAtMs = performance.now();
	};

	const walk = clipFrames(sink, stored[0]?.ptsUs ?? 0);
	let beganMs = performance.now();
	try {
		const fresh = await finder.restart();
		if (!fresh.ok) return fresh;
		if (from) tell();
		for await (const { sample, ptsUs: time } of walk.frames()) {
			let found: Awaited<ReturnType<HandFinder['detect']>>;
			try {
				if (hooks.cancelled()) {
					complete = false;
					break;
				}
				const { picture, done } = upright(sample);
				found = await finder.detect(picture, time).finally(done);
			} finally {
				sample.close();
			}
			if (!found.ok) return found;
			if (seenBefore && time <= seenBefore.ptsUs) {
				if (time === seenBefore.ptsUs) {
					takenUpWithin = farthest(found.value, rawHands(seenBefore));
					finder.takeUp?.(rawHands(seenBefore));
				}
			} else {
				const aspect = sample.displayHeight / sample.displayWidth;
				memory ??= memoryAfter(stored, finder.inputMirrored, aspect);
				const { memory: next, ...decided } = decideSides(found.value, memory, time, finder.inputMirrored, aspect);
				memory = next;
				times.push(time);
				pending.push({ ptsUs: time, ...decided });
				if (decided.hands.length > 0) framesWithHand += 1;
				if (pending.length === PASS_CHUNK_FRAMES) await flush();
			}
			const nowMs = performance.now();
			tookMs.push(nowMs - beganMs);
			if (tookMs.length > RECENT_FRAMES) tookMs.shift();
			beganMs = nowMs;
			if (nowMs - toldAtMs > PROGRESS_EVERY_MS) tell();
			await breathe();
		}
		await flush();
		tell();
	} catch (error) {
		return fail('decode_failed', `after ${frames()} frames: ${messageOf(error)}`, {
			context: { frames: frames() }
		});
	} finally {
		close();
	}
	if (frames() === 0 && complete) return fail('decode_failed', 'no frame could be decoded');
	const discarded =
		walk.sameTime > 0
			? [
					{
						what: 'frame at the time of the one before',
						reason: 'frame_not_decodable' as const,
						count: walk.sameTime
					}
				]
			: [];
	const ptsUs = Float64Array.from(times);
	return ok({ complete, frames: frames(), framesWithHand, ptsUs, takenUpWithin, maker: finder.maker }, discarded);
}

/** What is remembered of the hands after these frames. */
function memoryAfter(frames: readonly TrackFrame[], inputMirrored: boolean, aspect: number): SideMemory {
	let memory = NO_MEMORY;
	for (const frame of frames) memory = decideSides(rawHands(frame), memory, frame.ptsUs, inputMirrored, aspect).memory;
	return memory;
}

const rawHands = (frame: TrackFrame): RawHand[] => [...frame.hands, ...(frame.bystanders ?? [])];

/** The farthest that a landmark lies from the same landmark of the nearest stored hand, over frame size. */
function farthest(found: readonly RawHand[], stored: readonly RawHand[]): number {
	if (found.length !== stored.length) return Infinity;
	const far = (a: Float32Array, b: Float32Array) =>
		a.reduce((most, value, i) => (i % 3 === 2 ? most : Math.max(most, Math.abs(value - b[i]!))), 0);
	return Math.max(
		0,
		...stored.map((hand) => Math.min(...found.map((one) => far(one.imageLandmarks, hand.imageLandmarks))))
	);
}
