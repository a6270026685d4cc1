import { lookSampler, rateMeter } from '$lib/adapters/camera/sample-look.ts';
import { trackHands, type LiveTracking } from '$lib/adapters/camera/track-hands.ts';
import { LandmarksPort } from '$lib/adapters/workers/landmarks-port.ts';
import type { Camera } from '$lib/adapters/camera/open-camera.ts';
import { advise, boxOfHand, type Advice, type CoachHand, type Lamp } from '$lib/domain/coach/advise.ts';
import type { PixelLook } from '$lib/domain/coach/look-of-pixels.ts';
import type { LiveNote } from '$lib/domain/quality/live-take.ts';
import { NO_ADVICE, steadyAdvice } from '$lib/domain/coach/steady-advice.ts';
import type { Failure } from '$lib/failure/failure.ts';
import type { CameraProbe } from '$lib/schema/probe.ts';
import type { Side } from '$lib/schema/ids.ts';
import type { LiveFrame } from '$workers/landmarks/api.ts';

/** How often lamps and advice are looked at. */
const LOOK_MS = 200;
/** A hand that was not found for this long has left the picture. */
const HAND_GONE_MS = 400;
/** And on a device that looks for hands less often, for so many of its looks. */
const GONE_LOOKS = 3;
/** Looks over which the camera's rate is counted. */
const RATE_LOOKS = 5;
/** Speed is that of so many frames, the newest. */
const SPEED_FRAMES = 60;

const UNKNOWN = advise({
	hands: [],
	wanted: 'one',
	tracking: false,
	look: null,
	bestSharpness: 0,
	fps: null,
	wantedFps: 30
}).lamps;

/**
 * What the page says beside the picture. Landmarks go straight to `onFrame` at camera rate; runes get a summary five times a second.
 *
 *   off ──open──► starting ──► on ──► off (failure, or `close`)
 */
export class LiveCoach {
	tracker = $state<'off' | 'starting' | 'on'>('off');
	/** Why there is no live tracking; filming goes on without it. */
	failure = $state.raw<Failure | null>(null);
	lamps = $state.raw<Lamp[]>(UNKNOWN);
	advice = $state.raw<Advice | null>(null);
	/** Frames that tracking has looked at since it was opened. */
	tracked = 0;
	/** Where each frame's landmarks go: a ring buffer that the overlay draws from. */
	onFrame: (frame: LiveFrame) => void = () => undefined;
	/** What is seen of the take that runs; null while none does. */
	#notes: LiveNote[] | null = null;
	/** Who else looks at each frame's landmarks: gestures. */
	onGesture: (frame: LiveFrame) => void = () => undefined;
	#port = new LandmarksPort();
	#live: LiveTracking | null = null;
	#timer: ReturnType<typeof setInterval> | null = null;
	/** When frames were looked at and what that took, the newest last. */
	#looked: { atMs: number; tookMs: number }[] = [];
	/** Where each hand was seen last. */
	#hands: Partial<Record<Side, { box: CoachHand; atMs: number }>> = {};
	#bestSharpness = 0;
	#steady = NO_ADVICE;
	#wanted: 'one' | 'both';
	#wantedFps: number;

	constructor(wanted: 'one' | 'both', wantedFps: number) {
		this.#wanted = wanted;
		this.#wantedFps = wantedFps;
	}

	open(camera: Camera, preview: HTMLVideoElement): void {
		this.stop();
		this.#bestSharpness = 0;
		const looks = lookSampler(preview);
		const rate = rateMeter(preview);
		let ticks = 0;
		let fps: number | null = null;
		this.#timer = setInterval(async () => {
			if (ticks++ % RATE_LOOKS === 0) fps = rate();
			this.#judge(await looks.sample(), fps);
		}, LOOK_MS);
		void this.#track(camera, preview);
	}

	/** How fast hands are looked for; null before ten frames of this camera. */
	speed(): CameraProbe['tracking'] {
		const delegate = this.#port.maker?.delegate;
		const [first, last] = [this.#looked[0], this.#looked.at(-1)];
		if (!delegate || !first || !last || this.#looked.length < 10) return null;
		const took = this.#looked.map((each) => each.tookMs).sort((a, b) => a - b);
		const fps = ((this.#looked.length - 1) * 1000) / Math.max(1, last.atMs - first.atMs);
		return { delegate, medianMs: took[Math.floor(took.length / 2)]!, fps };
	}

	/** From now on what is seen is kept, and pictures are measured too: a take begins. */
	startNotes(): void {
		this.#notes = [];
		void this.#port.lookToo(true);
	}

	/** What was seen since `startNotes`. */
	endNotes(): readonly LiveNote[] {
		const notes = this.#notes ?? [];
		this.#notes = null;
		void this.#port.lookToo(false);
		return notes;
	}

	/** Mean time from one tracked frame to the next; 0 before two. */
	#betweenMs(): number {
		const [first, last] = [this.#looked[0], this.#looked.at(-1)];
		return first && last ? (last.atMs - first.atMs) / Math.max(1, this.#looked.length - 1) : 0;
	}

	/** Tries live tracking again after it failed. */
	retry(camera: Camera, preview: HTMLVideoElement): void {
		void this.#track(camera, preview);
	}

	/** Stops looking at this camera; the tracker stays loaded for the next one. */
	stop(): void {
		if (this.#timer) clearInterval(this.#timer);
		this.#timer = null;
		this.#live?.close();
		this.#live = null;
		this.#hands = {};
		this.#looked = [];
	}

	close(): void {
		this.stop();
		this.#port.close();
		this.tracker = 'off';
	}

	async #track(camera: Camera, preview: HTMLVideoElement): Promise<void> {
		this.failure = null;
		this.tracker = 'starting';
		const ready = await this.#port.init();
		if (!this.#timer) return;
		if (!ready.ok) return this.#fail(ready.failure);
		const live = trackHands(this.#port, camera.track, preview, (frame) => this.#take(frame));
		this.#live = live;
		this.tracker = 'on';
		const ended = await live.ended;
		if (this.#live === live && !ended.ok) this.#fail(ended.failure);
	}

	#fail(failure: Failure): void {
		this.failure = failure;
		this.tracker = 'off';
		this.#hands = {};
	}

	#take(frame: LiveFrame): void {
		this.tracked += 1;
		const atMs = performance.now();
		this.#looked.push({ atMs, tookMs: frame.tookMs });
		if (this.#looked.length > SPEED_FRAMES) this.#looked.shift();
		for (const hand of frame.hands) this.#hands[hand.side] = { box: boxOfHand(hand.side, hand.imageLandmarks), atMs };
		this.#notes?.push({
			timestampUs: frame.timestampUs,
			hands: frame.hands,
			...(frame.look ? { look: frame.look } : {})
		});
		this.onFrame(frame);
		this.onGesture(frame);
	}

	#judge(look: PixelLook | null, fps: number | null): void {
		if (!this.#timer) return;
		const nowMs = performance.now();
		if (look) this.#bestSharpness = Math.max(this.#bestSharpness * 0.999, look.sharpness);
		const goneMs = Math.max(HAND_GONE_MS, GONE_LOOKS * this.#betweenMs());
		const hands = Object.values(this.#hands)
			.filter((hand) => nowMs - hand.atMs < goneMs)
			.map((hand) => hand.box);
		const { lamps, advice } = advise(
			{
				hands,
				wanted: this.#wanted,
				tracking: this.tracker === 'on' && this.tracked > 0,
				look,
				bestSharpness: this.#bestSharpness,
				fps,
				wantedFps: this.#wantedFps
			},
			this.#steady.shown?.code ?? null
		);
		if (JSON.stringify(lamps) !== JSON.stringify(this.lamps)) this.lamps = lamps;
		this.#steady = steadyAdvice(this.#steady, advice, nowMs);
		if (this.#steady.shown?.code !== this.advice?.code) this.advice = this.#steady.shown;
	}
}
