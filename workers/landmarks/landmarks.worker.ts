import * as Comlink from 'comlink';
import { decideSides, NO_MEMORY } from '../../src/lib/domain/hands/decide-sides.ts';
import { fail, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import { ptsUs as toPts } from '../../src/lib/schema/units.ts';
import type { TrackFrame } from '../../src/lib/schema/track.ts';
import type { LandmarkApi, LandmarkOptions } from './api.ts';
import { HandTracker } from './hand-tracker.ts';
import { LiveLooks } from './live-looks.ts';
import { copyFrame } from '../shared/copy-frame.ts';
import { makePassRunner, passBusy } from '../shared/pass-runner.ts';

/*
 * state      detect, follow            runPass, trial
 * empty      starts with the default   starts with the default
 * ready      looks at the frame        → passing
 * passing    tracker_failed, try later tracker_failed, try later
 */
const DEFAULTS: LandmarkOptions = { model: 'lite', inputMirrored: false };
let tracker: HandTracker | null = null;
let memory = NO_MEMORY;
let lastUs = Number.NEGATIVE_INFINITY;
let looks: LiveLooks | null = null;
let following: ReadableStreamDefaultReader<VideoFrame> | null = null;

const ready = async (): Promise<Outcome<HandTracker>> => (tracker ? ok(tracker) : open(DEFAULTS));
const passes = makePassRunner(ready, forget);

async function open(options: LandmarkOptions): Promise<Outcome<HandTracker>> {
	tracker?.close();
	tracker = null;
	forget();
	const opened = await HandTracker.open(options);
	if (opened.ok) tracker = opened.value;
	return opened;
}

function forget(): void {
	memory = NO_MEMORY;
	lastUs = Number.NEGATIVE_INFINITY;
}

/** The frame in memory of our own, its camera buffer given back; the frame itself where it cannot be copied. */
async function ownCopy(frame: VideoFrame): Promise<VideoFrame> {
	const copy = await copyFrame(frame).catch(() => null);
	if (!copy) return frame;
	frame.close();
	return copy;
}

/** One frame of a live clip. Closes it, whatever happens. */
async function look(frame: VideoFrame, timeUs: number): Promise<Outcome<TrackFrame>> {
	try {
		if (passes.running) return passBusy();
		if (timeUs <= lastUs) return fail('pts_not_increasing', `${timeUs} after ${lastUs}`);
		const opened = await ready();
		if (!opened.ok) return opened;
		const found = await opened.value.detect(frame, Math.max(0, timeUs));
		if (!found.ok) return found;
		lastUs = timeUs;
		const decided = decideSides(found.value, memory, timeUs, opened.value.inputMirrored);
		memory = decided.memory;
		return ok({ ptsUs: toPts(timeUs), hands: decided.hands });
	} finally {
		frame.close();
	}
}

Comlink.expose({
	async init(options) {
		if (passes.running) return passBusy();
		const opened = await open(options);
		return opened.ok ? ok(opened.value.maker) : opened;
	},
	detect: look,
	async restart() {
		forget();
		return ok(null);
	},
	async follow(frames, onFrame) {
		forget();
		const reader = frames.getReader();
		following = reader;
		let looked = 0;
		let originUs: number | null = null;
		try {
			for (;;) {
				const { value: shown, done } = await reader.read();
				if (done) return ok(looked);
				// Held camera buffers are counted for the whole device: one held while a hand is looked for costs the recording frames.
				const frame = await ownCopy(shown);
				const { timestamp: timestampUs } = frame;
				originUs ??= timestampUs;
				const plane = looks?.draw(frame, timestampUs) ?? null;
				const startedAt = performance.now();
				const result = await look(frame, timestampUs - originUs);
				if (!result.ok) {
					// A stream that jumps back (a camera that came again) begins a new clip; anything else ends the following.
					if (result.failure.code !== 'pts_not_increasing') return result;
					forget();
					originUs = null;
					continue;
				}
				looked += 1;
				const tookMs = performance.now() - startedAt;
				const measured = looks?.tracked(result.value, plane);
				onFrame({ ...result.value, timestampUs, tookMs, ...(measured ? { look: measured } : {}) });
			}
		} finally {
			await reader.cancel().catch(() => undefined);
			if (following === reader) following = null;
		}
	},
	async lookToo(on) {
		looks = on ? new LiveLooks() : null;
		return ok(null);
	},
	async unfollow() {
		await following?.cancel();
		return ok(null);
	},
	...passes.api
} satisfies LandmarkApi);
