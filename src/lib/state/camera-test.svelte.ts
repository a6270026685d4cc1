import { measureCamera } from '$lib/adapters/camera/measure-camera.ts';
import type { Camera } from '$lib/adapters/camera/open-camera.ts';
import { readProbe, saveProbe } from '$lib/adapters/store/camera-settings.ts';
import { minutesOfSpace, readSpace } from '$lib/adapters/store/space.ts';
import { jitterUs } from '$lib/domain/capture/jitter.ts';
import { judgeProbe, type ProbeReport } from '$lib/domain/capture/judge-probe.ts';
import { gapStats } from '$lib/domain/time/gap-stats.ts';
import type { CameraProbe } from '$lib/schema/probe.ts';
import type { Programme } from '$lib/schema/programme.ts';
import type { LiveCoach } from './live-coach.svelte.ts';

/** How long a test takes, and how much longer it waits for the hand finder, which may still be loading, milliseconds. */
const TEST_MS = 4500;
const TRACKING_WAIT_MS = 1500;

export type CameraToTest = {
	camera: Camera;
	preview: HTMLVideoElement;
	coach: LiveCoach;
	wanted: { width: number; height: number; fps: number };
};

/**
 * The test of a camera before its first take. Its numbers are kept for each camera, so that it runs once.
 *
 *   idle ──► running ──► known (report) or skipped
 *     └── kept from an earlier visit ──► known
 */
export class CameraTest {
	phase = $state<'idle' | 'running' | 'known' | 'skipped'>('idle');
	/** 0..1 of a running test. */
	share = $state(0);
	probe = $state.raw<CameraProbe | null>(null);
	report = $state.raw<ProbeReport | null>(null);
	/** The result came in this visit: worth a line on the page. */
	fresh = $state(false);
	/** A camera that was refused before cannot be used by skipping its test. */
	maySkip = $state(true);
	#capture: Programme['capture'];
	#abort: AbortController | null = null;
	#skipped = false;

	constructor(capture: Programme['capture']) {
		this.#capture = capture;
	}

	/** True: this camera may film. Tests it where it was not tested at this size before, where it was refused, or `again`. */
	async run(what: CameraToTest, again = false): Promise<boolean> {
		this.stop();
		const abort = new AbortController();
		this.#abort = abort;
		this.fresh = this.#skipped = false;
		this.probe = this.report = null;
		const { camera, wanted } = what;
		const kept = await readProbe(camera);
		if (abort.signal.aborted) return false;
		const sameWish = kept && kept.wanted.width === wanted.width && kept.wanted.height === wanted.height;
		const judged = kept && sameWish ? judgeProbe(kept, this.#capture) : null;
		this.maySkip = judged?.verdict !== 'refuse';
		if (kept && judged && this.maySkip && !again) {
			this.#know({ ...kept, minutes: await freeMinutes(bitsOf(kept)) });
			if (this.report!.verdict !== 'refuse') return true;
		}
		return this.#test(what, abort.signal);
	}

	/** Films without a test. Nothing is kept, so that the next visit tests. */
	skip = (): void => {
		if (this.phase !== 'running' || !this.maySkip) return;
		this.phase = 'skipped';
		this.#skipped = true;
		this.#abort?.abort();
	};

	stop(): void {
		this.#abort?.abort();
		if (this.phase === 'running') this.phase = 'idle';
	}

	/** The result was read. */
	seen = (): void => void (this.fresh = false);

	async #test(what: CameraToTest, signal: AbortSignal): Promise<boolean> {
		this.phase = 'running';
		// A refusal is measured twice: one bad moment of a busy computer must not keep anybody from filming.
		for (let attempt = 0; ; attempt += 1) {
			this.share = 0;
			const probe = await this.#measure(what, signal);
			if (signal.aborted) return this.#skipped;
			if (!probe) {
				// Nothing could be measured here (a browser without camera frames). Filming shows what comes of it.
				this.phase = 'skipped';
				return true;
			}
			const { verdict } = judgeProbe(probe, this.#capture);
			if (verdict === 'refuse' && attempt === 0) continue;
			this.#know(probe);
			this.fresh = true;
			const saved = await saveProbe(what.camera, probe);
			if (!saved.ok) console.warn('[camera] test not kept', saved.failure);
			this.maySkip = verdict !== 'refuse';
			return this.maySkip;
		}
	}

	async #measure({ camera, preview, coach, wanted }: CameraToTest, signal: AbortSignal): Promise<CameraProbe | null> {
		const measured = await measureCamera(camera, preview, {
			fps: wanted.fps,
			ms: TEST_MS,
			onProgress: (share) => (this.share = Math.max(this.share, share)),
			signal
		});
		if (!measured.ok) return null;
		for (let waited = 0; coach.tracker === 'starting' && waited < TRACKING_WAIT_MS && !signal.aborted; waited += 100)
			await new Promise((resolve) => setTimeout(resolve, 100));
		const { timesUs, width, height, encoders, codec, bitsPerSecond, look, cameraFps } = measured.value;
		const { meanFps, longestGapUs } = gapStats(timesUs);
		this.share = 1;
		return {
			schema: 'camera-probe/1',
			label: camera.label,
			atMs: Date.now(),
			wanted,
			width,
			height,
			frames: timesUs.length,
			fps: meanFps,
			cameraFps,
			jitterUs: jitterUs(timesUs),
			longestGapUs,
			encoders,
			codec,
			tracking: coach.speed(),
			minutes: await freeMinutes(bitsPerSecond),
			look,
			bitsPerSecond
		};
	}

	#know(probe: CameraProbe): void {
		this.probe = probe;
		this.report = judgeProbe(probe, this.#capture);
		this.phase = 'known';
	}
}

const freeMinutes = async (bitsPerSecond: number | null): Promise<number | null> =>
	bitsPerSecond === null ? null : minutesOfSpace(await readSpace(), bitsPerSecond);

const bitsOf = (probe: CameraProbe): number | null =>
	typeof probe['bitsPerSecond'] === 'number' ? probe['bitsPerSecond'] : null;
