import { gapReport } from '../../domain/time/gap-report.ts';
import { gapStats, durationFromTimes } from '../../domain/time/gap-stats.ts';
import type { Loss } from '../../domain/time/place-losses.ts';
import { fail, ok, type Failure, type Outcome } from '../../failure/failure.ts';
import type { StillLook } from '../../schema/probe.ts';
import type { Task } from '../../schema/programme.ts';
import type { CaptureFacts, Take } from '../../schema/take.ts';
import { recoverRecording } from '../import/recover-recordings.ts';
import { holdRecordingLock } from '../store/recording-lock.ts';
import { keepReserve, spendReserve } from '../store/reserve.ts';
import { createTake, eraseTake, finishTake, newTakeId } from '../store/takes.ts';
import { recordMotion, type MotionCount, type MotionRecording } from '../motion/record-motion.ts';
import type { Camera } from './open-camera.ts';
import type { ReadyRecorder, Recorder, RecordEvent, RecordSummary } from './recorder.ts';
import type { NoticedLoss } from './watch-losses.ts';
import { trackCount, type TrackCount } from './track-processor.ts';
import { trimPalm } from './trim-palm.ts';
import { saveFilmingMarks } from '../annotation/save-filming-marks.ts';
import { keepMarks, type MarkKeeper } from './keep-marks.ts';

/** What the page knows of a recording and the recorder does not. */
export type PageFacts = {
	trackedLiveFrames: number | null;
	hiddenTimes: number;
	/** When the page was hidden or the device asleep. */
	interruptions?: NonNullable<CaptureFacts['interruptions']>;
	/** Stopped by a palm that rose then, on the camera's clock. */
	palmRoseUs?: number | null;
	/** From the test of this camera; null where it was skipped. */
	stillLook?: StillLook | null;
};

export type EndedTake = {
	take: Take;
	/** Why it ended early, for words; null after a plain stop. The take is safe either way. */
	failure: Failure | null;
	/** The camera's time of the first frame, microseconds; null where it is not known. */
	firstTimestampUs: number | null;
};

export type RunningTake = {
	take: Take;
	/** Resolves with the reason when the recorder's worker is gone. */
	died: Promise<string>;
	/** Keeps all marks made until now beside the take; they become labels when it is complete. */
	keepMarks: MarkKeeper['keep'];
	/**
	 * Ends the recording and finishes the take. A recorder that died is finished from its rows. A take without a single
	 * frame is erased and is a failure. May be called twice; both get the same answer.
	 */
	stop(endedBy: CaptureFacts['endedBy'], page: PageFacts): Promise<Outcome<EndedTake>>;
};

export type TakeToRecord = {
	programmeId: string;
	task: Pick<Task, 'id' | 'version' | 'sensors'>;
	camera: Camera;
	preview: HTMLVideoElement;
	recorder: ReadyRecorder;
	onEvent: (event: RecordEvent) => void;
};

/** The browser may take a moment to notice that the reserve is free. */
const TRIES_WHEN_FULL = 6;

/** Makes the next take of a task and records into it. The page holds the take's lock until `stop`. */
export async function recordTake(what: TakeToRecord): Promise<Outcome<RunningTake>> {
	const { camera, preview, programmeId, task } = what;
	const id = newTakeId();
	const release = await holdRecordingLock(id);
	await keepReserve();
	const created = await createTake({ id, programmeId, task, source: 'camera' });
	if (!created.ok) {
		release();
		return created;
	}
	const before = trackCount(camera.track);
	const motion = task.sensors?.length ? recordMotion(id, task.sensors) : null;
	const marks = keepMarks(id);
	const started = await what.recorder.start(id, camera, preview, (event) => {
		if (event.kind === 'stored' && event.firstFrameAtMs) {
			motion?.firstFrameAt(event.firstFrameAtMs);
			marks.firstFrameAt(event.firstFrameAtMs);
		}
		what.onEvent(event);
	});
	if (!started.ok) {
		await motion?.stop();
		await eraseTake(id);
		release();
		return started;
	}
	const recorder = started.value;
	let ending: Promise<Outcome<EndedTake>> | null = null;
	return ok({
		take: created.value,
		died: recorder.died,
		keepMarks: marks.keep,
		stop(endedBy, page) {
			ending ??= finish(created.value, recorder, camera, before, endedBy, page, { motion, marks }).finally(release);
			return ending;
		}
	});
}

async function finish(
	take: Take,
	recorder: Recorder,
	camera: Camera,
	before: TrackCount | null,
	endedBy: CaptureFacts['endedBy'],
	page: PageFacts,
	{ motion, marks }: { motion: MotionRecording | null; marks: MarkKeeper }
): Promise<Outcome<EndedTake>> {
	const after = trackCount(camera.track);
	const losses = recorder.losses();
	const stopped = await recorder.stop(endedBy);
	if (stopped.ok && stopped.value.firstFrameAtMs) {
		motion?.firstFrameAt(stopped.value.firstFrameAtMs);
		marks.firstFrameAt(stopped.value.firstFrameAtMs);
	}
	const moved = await motion?.stop();
	if (moved?.failure) console.warn('[motion] not all of it is stored', moved.failure);
	const marked = await marks.stop();
	if (marked.failure) console.warn('[marks] not all of them are stored', marked.failure);
	if (!stopped.ok) return finishFromRows(take, stopped.failure);
	const summary = stopped.value;
	if (summary.encodedFrames === 0) {
		await eraseTake(take.id);
		return { ok: false, failure: summary.failure ?? nothingRecorded(summary).failure };
	}
	const facts = factsOf(
		summary,
		recorder,
		camera,
		{ counted: count(before, after), losses, motion: moved?.count ?? null },
		page
	);
	const { timesUs, thumbnail } = summary;
	const durationUs = durationFromTimes(timesUs);
	let finished = await finishTake(take.id, { timesUs, durationUs, facts, thumbnail });
	for (let again = 0; again < TRIES_WHEN_FULL && !finished.ok && finished.failure.code === 'storage_full'; again += 1) {
		if (again === 0) await spendReserve();
		else await new Promise((resolve) => setTimeout(resolve, 300));
		finished = await finishTake(take.id, { timesUs, durationUs, facts, thumbnail: null });
	}
	if (!finished.ok) {
		// Pieces of a take that was cleared meanwhile belong to nothing.
		if (finished.failure.code === 'storage_cleared') await eraseTake(take.id);
		return finished;
	}
	// A trim that cannot be saved leaves the take whole: the person can still set it.
	if (typeof facts['palmRoseUs'] === 'number') await trimPalm(take.id, new Float64Array(timesUs), facts['palmRoseUs']);
	const labelled = await saveFilmingMarks(take.id, marked.kept, new Float64Array(timesUs), durationUs);
	const failure = summary.failure ?? lostCamera(take, summary) ?? (labelled.ok ? null : labelled.failure);
	return ok({ take: finished.value, failure, firstTimestampUs: summary.firstTimestampUs ?? null });
}

/** A stop before the first picture: the machine was too busy, or the camera had not woken up yet. */
const nothingRecorded = ({ droppedFrames, unstoredFrames }: RecordSummary) =>
	fail('nothing_recorded', `no frame was stored; ${droppedFrames} dropped, ${unstoredFrames} not stored`, {
		retry: 'now'
	});

/** Page and recorder both notice that the camera is gone; when the page is first, the recorder only knows that it was told to end. */
const lostCamera = (take: Take, { endedBy }: RecordSummary): Failure | null =>
	endedBy === 'camera_lost' ? fail('camera_lost', 'the track ended', { retry: 'now', kept: [take.id] }).failure : null;

/** The recorder is gone: its rows are not. */
async function finishFromRows(take: Take, failure: Failure): Promise<Outcome<EndedTake>> {
	const recovered = await recoverRecording(take.id, 'encoder_failed');
	if (!recovered.ok) return recovered;
	return recovered.value
		? ok({ take: recovered.value, failure: { ...failure, kept: [take.id] }, firstTimestampUs: null })
		: { ok: false, failure };
}

function count(before: TrackCount | null, after: TrackCount | null): TrackCount | null {
	if (!before || !after) return null;
	return {
		total: after.total - before.total,
		delivered: after.delivered - before.delivered,
		discarded: after.discarded - before.discarded
	};
}

/** Null where it is not known when the take began. */
function onTakeClock(losses: readonly NoticedLoss[], firstFrameAtMs: number | null): Loss[] | null {
	if (firstFrameAtMs === null) return null;
	const us = (ms: number) => (ms - firstFrameAtMs) * 1000;
	return losses.map(({ sinceMs, atMs, missing }) => ({ fromUs: us(sinceMs), toUs: us(atMs), missing }));
}

function factsOf(
	summary: RecordSummary,
	recorder: Recorder,
	camera: Camera,
	{ counted, losses, motion }: { counted: TrackCount | null; losses: NoticedLoss[] | null; motion: MotionCount | null },
	page: PageFacts
): CaptureFacts {
	const { width, height, codec, encodedFrames, droppedFrames, unstoredFrames, endedBy } = summary;
	return {
		width,
		height,
		codec,
		frameSource: recorder.frameSource,
		totalFrames: counted?.total ?? null,
		deliveredFrames: counted?.delivered ?? null,
		discardedFrames: counted?.discarded ?? null,
		unreportedFrames: counted ? counted.total - counted.delivered - counted.discarded : null,
		encodedFrames,
		droppedFrames,
		...gapStats(summary.timesUs),
		gaps: gapReport(summary.timesUs, losses && onTakeClock(losses, summary.firstFrameAtMs ?? null)),
		mirroredPreview: camera.front,
		mirroredFile: false,
		trackedLiveFrames: page.trackedLiveFrames,
		endedBy,
		// Beyond the schema's fields: frames that the stream passed over, that were encoded but not stored, and how often the tab was hidden.
		passedOverFrames: recorder.skipped(),
		unstoredFrames,
		...(page.interruptions?.length ? { interruptions: page.interruptions } : {}),
		hiddenTimes: page.hiddenTimes,
		// Samples of each motion sensor; null where the task wants none.
		motionSamples: motion,
		// What the camera saw of a still scene in its test: the device's own baseline of sharpness.
		stillLook: page.stillLook ?? null,
		// When the palm that stopped it was up, in the take's time; null where something else stopped it.
		palmRoseUs: inTake(page.palmRoseUs ?? null, summary.firstTimestampUs ?? null)
	};
}

/** A moment on the camera's clock as time of the take; null where either is not known. */
const inTake = (clockUs: number | null, firstUs: number | null): number | null =>
	clockUs === null || firstUs === null ? null : Math.max(0, Math.round(clockUs - firstUs));
