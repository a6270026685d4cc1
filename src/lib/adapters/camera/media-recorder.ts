import { fail, messageOf, ok, type Failure, type Outcome } from '../../failure/failure.ts';
import type { TakeId } from '../../schema/ids.ts';
import type { CaptureFacts } from '../../schema/take.ts';
import { openRowWriter } from '../store/media-rows.ts';
import { readTakeBytes } from '../store/takes.ts';
import { openImportWorker } from '../import/open-import-worker.ts';
import { remuxTake } from '../import/remux-take.ts';
import type { Camera } from './open-camera.ts';
import type { Recorder, RecordEvent, RecordSummary } from './recorder.ts';

/** Picture only, best first. A WebM survives being cut off; an MP4 of a MediaRecorder need not. */
const TYPES = [
	'video/webm;codecs=vp9',
	'video/webm;codecs=vp8',
	'video/webm',
	'video/mp4;codecs=avc1.42001f',
	'video/mp4'
];
/** A chunk at least this often, so that a crash costs about a second. */
const CHUNK_MS = 1000;

const usableType = (): string | undefined =>
	typeof MediaRecorder === 'undefined' ? undefined : TYPES.find((type) => MediaRecorder.isTypeSupported(type));

export const browserCanRecord = (): boolean => usableType() !== undefined;

/**
 * Records with the browser's own recorder, where WebCodecs is missing: its chunks become rows as they come, and at the
 * end the rows are rewritten with their first frame at 0. Frame counters stay unknown.
 */
export function recordWithBrowser(
	takeId: TakeId,
	camera: Camera,
	onEvent: (event: RecordEvent) => void
): Outcome<Recorder> {
	const type = usableType();
	if (!type) return fail('recording_unsupported', 'no MediaRecorder');
	const recorder = new MediaRecorder(new MediaStream([camera.track]), {
		mimeType: type,
		videoBitsPerSecond: 4_000_000
	});
	const writer = openRowWriter(takeId);
	const startedMs = performance.now();
	/** All that this recorder tells of its first frame is when it began. */
	const firstFrameAtMs = performance.timeOrigin + startedMs;
	let endedBy: CaptureFacts['endedBy'] | null = null;
	let failure: Failure | null = null;
	let writing: Promise<void> = Promise.resolve();

	const end = (by: CaptureFacts['endedBy'], why: Failure) => {
		failure ??= why;
		if (endedBy) return;
		endedBy = by;
		onEvent({ kind: 'ended', endedBy: by, failure: why });
	};
	recorder.ondataavailable = ({ data }) => {
		writing = writing.then(async () => {
			if (data.size === 0 || failure) return;
			const bytes = new Uint8Array(await data.arrayBuffer());
			const stored = await writer.append({ kind: 'bytes', bytes, firstPtsUs: null, lastPtsUs: null });
			if (!stored.ok)
				return end(stored.failure.code === 'storage_full' ? 'storage_full' : 'encoder_failed', stored.failure);
			onEvent({
				kind: 'stored',
				lastPtsUs: (performance.now() - startedMs) * 1000,
				bytes: writer.bytes,
				frames: 0,
				firstFrameAtMs
			});
		});
	};
	recorder.onerror = (event) =>
		end('encoder_failed', fail('encoder_failed', messageOf((event as ErrorEvent).error)).failure);
	recorder.start(CHUNK_MS);

	return ok({
		frameSource: 'media_recorder',
		skipped: () => null,
		losses: () => null,
		died: new Promise<string>(() => undefined),
		async stop(by) {
			endedBy ??= by;
			if (recorder.state !== 'inactive') {
				const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
				recorder.stop();
				await stopped;
			}
			await writing;
			return summarize(takeId, endedBy, failure, writer.bytes);
		}
	});
}

async function summarize(
	takeId: TakeId,
	endedBy: CaptureFacts['endedBy'],
	failure: Failure | null,
	bytes: number
): Promise<Outcome<RecordSummary>> {
	const read = await readTakeBytes(takeId);
	if (!read.ok) return read;
	const port = openImportWorker();
	try {
		const video = await remuxTake(port, takeId, read.value.blob);
		if (!video.ok) return video;
		const { timesUs, width, height, codec, thumbnail } = video.value;
		const encodedFrames = timesUs.length;
		return ok({
			timesUs,
			width,
			height,
			codec,
			bytes,
			encodedFrames,
			droppedFrames: 0,
			unstoredFrames: 0,
			endedBy,
			failure,
			thumbnail
		});
	} finally {
		port.close();
	}
}
