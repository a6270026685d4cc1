import { holdFilmingLock, isFilmingElsewhere } from '$lib/adapters/camera/filming-lock.ts';
import type { Lock } from '$lib/adapters/camera/camera-locks.ts';
import type { Camera } from '$lib/adapters/camera/open-camera.ts';
import { recordTake, type RunningTake } from '$lib/adapters/camera/record-take.ts';
import { readyRecorder, type ReadyRecorder, type RecordEvent } from '$lib/adapters/camera/recorder.ts';
import { stayAwake } from '$lib/adapters/camera/stay-awake.ts';
import { askForMotion } from '$lib/adapters/motion/record-motion.ts';
import { askToPersistOnce, bytesLeft, minutesOfBytes } from '$lib/adapters/store/space.ts';
import { eraseTake, nextTakeNumber } from '$lib/adapters/store/takes.ts';
import { fail, messageOf, type Failure } from '$lib/failure/failure.ts';
import type { Programme, Task } from '$lib/schema/programme.ts';
import type { CaptureFacts, Take } from '$lib/schema/take.ts';
import { CameraChoice } from './camera-choice.svelte.ts';
import { CameraTest } from './camera-test.svelte.ts';
import { FilmingMarks } from './filming-marks.svelte.ts';
import { Interruptions } from './interruptions.svelte.ts';
import { saveFirstVerdict } from './first-verdict.ts';
import { LiveCoach } from './live-coach.svelte.ts';

/** Seconds from the press to the first frame: time to bring the hands into the picture. */
const COUNT_FROM = 3;
/** A recording ends by itself after ten minutes. */
const LIMIT_MS = 600_000;
/** How often space is looked at while filming, in ticks of a tenth of a second. */
const SPACE_EVERY = 100;
/** A take ends while so much is still free, where the browser tells: its last pieces and what is said about it need room. */
const RESERVE_BYTES = 16_000_000;
/** After these, another try may follow. */
const ENDED_WELL: (CaptureFacts['endedBy'] | undefined)[] = ['stop', 'time_limit'];

export type Phase =
	| 'opening'
	/** No camera, or nothing to record with: `failure` says why. */
	| 'refused'
	/** The camera is being tested, or its test says that it cannot be used: `test` says why. */
	| 'testing'
	| 'ready'
	| 'counting'
	/** Between two tries of a batch: counting down, nothing is recorded. */
	| 'resetting'
	| 'recording'
	| 'saving'
	/** Stopped because somebody walked in: erase or keep? */
	| 'asking';

export type RecordingHooks = {
	/** A take is complete. `failure` says why it ended early. */
	onTake(take: Take, failure: Failure | null): void;
	/** A take was put aside for another try. */
	onRetake(take: Take): void;
	/** Something failed; what was filmed is safe as far as `kept` says. */
	onFailure(failure: Failure): void;
	onErased(number: number): void;
};

/**
 * What may decide when a take begins and ends, besides the buttons: timers, gestures, batches.
 * The plain pilot counts three seconds and knows no batches.
 */
export type Pilot = {
	/** A person asked for a recording. */
	begin(): void;
	/** Seconds to count down before a take. */
	countFrom(): number;
	/** False holds the last second of a count. */
	mayStart(): boolean;
	/** A take ends by itself after this, ms. */
	limitMs(): number;
	/** A person ended what was going on, or it cannot go on: no take follows by itself. */
	end(): void;
	/**
	 * A take is complete. null: hand it over, the page is left. Else stay, and begin the next after so many seconds of
	 * pause; 0: no other follows.
	 */
	next(take: Take): number | null;
};

const PLAIN: Pilot = {
	begin: () => undefined,
	countFrom: () => COUNT_FROM,
	mayStart: () => true,
	limitMs: () => LIMIT_MS,
	end: () => undefined,
	next: () => null
};

/**
 * The record page: one camera, one take after another.
 *
 *   opening ──► testing ──► ready ──► counting ──► recording ──► saving ──► (onTake) or ready (retake)
 *      └─► refused └─ cancel ─┘  ▲         ├─► asking ──► (onTake) or ready
 *                                └── resetting ◄─┘ (another try of a batch)
 */
export class Recording {
	phase = $state<Phase>('opening');
	failure = $state.raw<Failure | null>(null);
	count = $state(0);
	/** Whole tenths of seconds since the first frame was asked for. */
	elapsedMs = $state(0);
	takeNumber = $state(1);
	mirrored = $state(false);
	readonly choice: CameraChoice;
	/** The test of the camera before the first take. */
	readonly test: CameraTest;
	/** When the page was hidden or the device asleep during this take. */
	readonly interruptions = new Interruptions();
	/** What is marked while this take is filmed. */
	readonly marks = new FilmingMarks();
	/** Minutes of filming that still fit, as the browser says; null where it does not. */
	minutesLeft = $state<number | null>(null);
	readonly coach: LiveCoach;
	readonly task: Task;
	pilot: Pilot = PLAIN;
	#programme: Programme;
	#hooks: RecordingHooks;
	#camera: Camera | null = null;
	#preview: HTMLVideoElement | null = null;
	#recorder: ReadyRecorder | null = null;
	#running: RunningTake | null = null;
	#stopped: Take | null = null;
	#timers: ReturnType<typeof setInterval>[] = [];
	#awake: (() => void) | null = null;
	#trackedBefore = 0;
	#palmRoseUs: number | null = null;
	#closed = false;
	/** Gives the right to film back: one tab films at a time. */
	#release: (() => void) | null = null;
	#ticks = 0;

	constructor(programme: Programme, task: Task, hooks: RecordingHooks) {
		this.#programme = programme;
		this.task = task;
		this.#hooks = hooks;
		this.choice = new CameraChoice(programme.capture);
		this.test = new CameraTest(programme.capture);
		this.coach = new LiveCoach(task.hands, programme.capture.fps);
	}

	/** Frames and rows would be lost if the page went now. */
	get busy(): boolean {
		return this.phase === 'recording' || this.phase === 'saving';
	}

	/** Opens the chosen camera and shows it in `preview`. Again after `refused`, and when another was chosen. */
	open = async (preview: HTMLVideoElement): Promise<void> => {
		this.#closeCamera();
		this.#preview = preview;
		this.phase = 'opening';
		this.failure = null;
		if (await isFilmingElsewhere())
			return this.#refuse(fail('recording_elsewhere', 'another tab films', { retry: 'now' }).failure);
		void this.#lookAtSpace();
		const opened = await this.choice.open();
		if (!opened.ok) return this.#refuse(opened.failure);
		if (this.#closed) return opened.value.close();
		this.#camera = opened.value;
		opened.value.track.addEventListener('ended', this.#onCameraGone);
		this.mirrored = opened.value.front;
		try {
			preview.srcObject = opened.value.stream;
			await preview.play();
		} catch (error) {
			return this.#refuse(fail('camera_busy', messageOf(error), { retry: 'now' }).failure);
		}
		this.takeNumber = await nextTakeNumber(this.task.id);
		this.coach.open(opened.value, preview);
		if ((await this.#testCamera()) && (await this.#getReady())) this.phase = 'ready';
	};

	/** The record button: start, cancel the count, stop. */
	toggle = (): void => {
		if (this.phase === 'ready') {
			// iOS answers only a press, and only the first time.
			if (this.task.sensors?.length) void askForMotion();
			this.pilot.begin();
			this.#countDown();
		} else if (this.phase === 'counting' || this.phase === 'resetting') this.#cancelCount();
		else if (this.phase === 'recording') this.stop();
	};

	/** Ends the take that runs. `palmRoseUs`: stopped by a palm that rose then, on the camera's clock. */
	stop = (palmRoseUs: number | null = null): void => {
		if (this.phase !== 'recording') return;
		this.pilot.end();
		this.#palmRoseUs = palmRoseUs;
		void this.#end('stop');
	};

	/** Puts this take aside and begins another. */
	retake = async (): Promise<void> => {
		if (this.phase !== 'recording') return;
		const take = await this.#stop('stop');
		if (!take) return;
		this.#hooks.onRetake(take.take);
		if (await this.#backToReady()) this.#countDown();
	};

	/** First press: stops at once and asks. */
	stopAndErase = async (): Promise<void> => {
		if (this.phase === 'counting' || this.phase === 'resetting') return this.#cancelCount();
		if (this.phase !== 'recording') return;
		this.pilot.end();
		const ended = await this.#stop('stop');
		if (!ended) return;
		this.#stopped = ended.take;
		this.phase = 'asking';
	};

	/** Second press: erases for good. */
	eraseNow = async (): Promise<void> => {
		const take = this.#stopped;
		if (!take) return;
		const erased = await eraseTake(take.id);
		if (!erased.ok) return this.#hooks.onFailure(erased.failure);
		this.#stopped = null;
		this.#hooks.onErased(take.number);
		await this.#backToReady();
	};

	keep = async (): Promise<void> => {
		const take = this.#stopped;
		this.#stopped = null;
		if (take) await this.#handOver(take, null);
	};

	/** Another camera, or another size of its pictures: remembered, opened and tested. */
	useCamera = async (what: { deviceId?: string; height?: number }): Promise<void> => {
		if (!this.#atRest || !this.#preview) return;
		await this.choice.choose(what);
		await this.open(this.#preview);
	};

	setLock = async (which: Lock, on: boolean): Promise<void> => {
		const failure = await this.choice.lock(which, on);
		if (failure) this.#hooks.onFailure(failure);
	};

	testAgain = async (): Promise<void> => {
		if (!this.#atRest) return;
		this.#recorder?.close();
		this.#recorder = null;
		if ((await this.#testCamera(true)) && (await this.#getReady())) this.phase = 'ready';
	};

	/** Nothing is filmed or about to be, and no test runs. */
	get #atRest(): boolean {
		return this.phase === 'ready' || (this.phase === 'testing' && this.test.phase === 'known');
	}

	retryTracking = (): void => {
		if (this.#camera && this.#preview) this.coach.retry(this.#camera, this.#preview);
	};

	/** The page was hidden or shown: the browser may slow down what runs here, and the person should know. */
	noteVisibility = (): void => {
		if (this.phase === 'recording') this.interruptions.visibility();
	};

	/** Leaving the page. A running take is ended and kept. */
	close = async (): Promise<void> => {
		this.#closed = true;
		this.#clearTimers();
		if (this.phase === 'recording') await this.#stop('stop');
		this.#closeCamera();
		this.coach.close();
		this.#letOthersFilm();
	};

	#letOthersFilm(): void {
		this.#release?.();
		this.#release = null;
	}

	/** Takes the right to film, or says that another tab has it and gives up the count. */
	async #filmAlone(): Promise<void> {
		if (this.#release) return;
		const release = await holdFilmingLock();
		if (release && (this.#closed || this.#release || !this.#mayFilm())) return release();
		this.#release = release;
		if (release) return;
		this.#hooks.onFailure(fail('recording_elsewhere', 'another tab films', { retry: 'now' }).failure);
		if (this.phase === 'counting' || this.phase === 'resetting') this.#cancelCount();
	}
	#mayFilm = (): boolean => this.phase === 'counting' || this.phase === 'resetting' || this.phase === 'recording';

	async #lookAtSpace(): Promise<void> {
		const left = await bytesLeft();
		this.minutesLeft = left === null ? null : minutesOfBytes(left);
		if (left === null || left > RESERVE_BYTES || this.phase !== 'recording') return;
		const take = this.#running?.take.id;
		await this.#end('storage_full', fail('storage_full', `${left} bytes left`, { kept: take ? [take] : [] }).failure);
	}

	/** Tests the camera where that was not done before. False: it cannot film, or it is not the camera any more. */
	async #testCamera(again = false): Promise<boolean> {
		const [camera, preview] = [this.#camera, this.#preview];
		if (!camera || !preview) return false;
		this.phase = 'testing';
		const may = await this.test.run({ camera, preview, coach: this.coach, wanted: this.choice.wanted }, again);
		return may && !this.#closed && this.#camera === camera;
	}

	async #getReady(): Promise<boolean> {
		const codec = this.test.probe?.codec;
		const settings = this.#camera?.track.getSettings() ?? {};
		const { width, height, fps } = this.#programme.capture;
		const ready = await readyRecorder({
			width: settings.width ?? width,
			height: settings.height ?? height,
			fps: Math.round(settings.frameRate ?? fps),
			...(codec ? { codec } : {})
		});
		if (!ready.ok) {
			this.#refuse(ready.failure);
			return false;
		}
		this.#recorder = ready.value;
		return true;
	}

	#countDown(seconds = this.pilot.countFrom(), phase: 'counting' | 'resetting' = 'counting'): void {
		this.#clearTimers();
		this.phase = phase;
		this.count = seconds;
		void this.#filmAlone();
		this.#every(1000, () => {
			if (this.count <= 1 && !this.pilot.mayStart()) return;
			this.count -= 1;
			if (this.count <= 0) void this.#start();
		});
	}

	#cancelCount(): void {
		this.#clearTimers();
		this.pilot.end();
		this.phase = 'ready';
		this.#letOthersFilm();
	}

	async #start(): Promise<void> {
		this.#clearTimers();
		if (!this.#camera || !this.#preview || !this.#recorder) return;
		this.coach.startNotes();
		const started = await recordTake({
			programmeId: this.#programme.id,
			task: this.task,
			camera: this.#camera,
			preview: this.#preview,
			recorder: this.#recorder,
			onEvent: this.#onEvent
		});
		this.#recorder = null;
		if (!started.ok) {
			this.coach.endNotes();
			this.#hooks.onFailure(started.failure);
			await this.#backToReady();
			return;
		}
		const running = started.value;
		this.#running = running;
		this.takeNumber = running.take.number;
		this.#palmRoseUs = null;
		this.interruptions.start();
		this.marks.start(running.keepMarks);
		this.#ticks = 0;
		this.#trackedBefore = this.coach.tracked;
		this.elapsedMs = 0;
		this.phase = 'recording';
		this.#awake = stayAwake();
		const startedMs = performance.now();
		this.#every(100, () => {
			this.elapsedMs = Math.round(performance.now() - startedMs);
			this.interruptions.tick();
			this.#ticks += 1;
			if (this.#ticks % SPACE_EVERY === 0) void this.#lookAtSpace();
			if (this.elapsedMs >= this.pilot.limitMs()) void this.#end('time_limit');
		});
		void running.died.then(() => {
			if (this.#running === running) void this.#end('encoder_failed');
		});
	}

	#onEvent = (event: RecordEvent): void => {
		if (event.kind === 'ended') void this.#end(event.endedBy);
	};

	#onCameraGone = (): void => {
		if (this.phase === 'recording') void this.#end('camera_lost');
		else this.#refuse(fail('camera_lost', 'track ended', { retry: 'now' }).failure);
	};

	/** Stops and hands the take over. */
	async #end(endedBy: CaptureFacts['endedBy'], why: Failure | null = null): Promise<void> {
		if (this.phase !== 'recording') return;
		const ended = await this.#stop(endedBy);
		if (ended) await this.#handOver(ended.take, ended.failure ?? why);
		else this.pilot.end();
	}

	/** The take goes to the page, or stays where it lies while another try begins. */
	async #handOver(take: Take, failure: Failure | null): Promise<void> {
		if (failure || !ENDED_WELL.includes(take.facts?.endedBy)) this.pilot.end();
		const pauseS = this.pilot.next(take);
		if (pauseS === null || this.#closed) return this.#hooks.onTake(take, failure);
		if (failure) this.#hooks.onFailure(failure);
		if ((await this.#backToReady()) && pauseS > 0) this.#countDown(pauseS, 'resetting');
	}

	async #stop(endedBy: CaptureFacts['endedBy']): Promise<{ take: Take; failure: Failure | null } | null> {
		const running = this.#running;
		if (!running) return null;
		this.phase = 'saving';
		this.#clearTimers();
		this.#awake?.();
		const trackedLiveFrames = this.coach.tracker === 'off' ? null : this.coach.tracked - this.#trackedBefore;
		const notes = this.coach.endNotes();
		const stillLook = this.test.probe?.look ?? null;
		const interruptions = this.interruptions.finish();
		this.marks.finish();
		const ended = await running.stop(endedBy, {
			trackedLiveFrames,
			hiddenTimes: interruptions.filter((mark) => mark.kind === 'hidden').length,
			interruptions,
			palmRoseUs: this.#palmRoseUs,
			stillLook
		});
		this.#running = null;
		this.#letOthersFilm();
		if (ended.ok) {
			const { take, firstTimestampUs } = ended.value;
			await saveFirstVerdict(take, this.#programme, { notes, firstTimestampUs, stillLook });
			void askToPersistOnce();
			return ended.value;
		}
		this.#hooks.onFailure(ended.failure);
		await this.#backToReady();
		return null;
	}

	/** Ready for another take, if the camera still gives pictures. */
	async #backToReady(): Promise<boolean> {
		if (this.#closed) return false;
		if (this.#camera?.track.readyState !== 'live') {
			this.#refuse(fail('camera_lost', 'track ended', { retry: 'now' }).failure);
			return false;
		}
		this.takeNumber = await nextTakeNumber(this.task.id);
		if (!(await this.#getReady())) return false;
		this.phase = 'ready';
		return true;
	}

	#refuse(failure: Failure): void {
		this.#letOthersFilm();
		this.#closeCamera();
		this.failure = failure;
		this.phase = 'refused';
	}

	#closeCamera(): void {
		this.test.stop();
		this.coach.stop();
		this.#recorder?.close();
		this.#recorder = null;
		this.#camera?.track.removeEventListener('ended', this.#onCameraGone);
		this.#camera?.close();
		this.#camera = null;
		if (this.#preview) this.#preview.srcObject = null;
	}

	#every(ms: number, run: () => void): void {
		this.#timers.push(setInterval(run, ms));
	}

	#clearTimers(): void {
		this.#timers.splice(0).forEach(clearInterval);
	}
}
