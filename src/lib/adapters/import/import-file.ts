import * as Comlink from 'comlink';
import { builtInProgramme } from '../../domain/programme/built-in.ts';
import { fail, messageOf, ok, type Outcome } from '../../failure/failure.ts';
import type { Take } from '../../schema/take.ts';
import { askToPersistOnce } from '../store/space.ts';
import { holdRecordingLock } from '../store/recording-lock.ts';
import { createTake, eraseTake, finishTake, newTakeId, type NewTake } from '../store/takes.ts';
import { factsFromFile } from './facts-from-file.ts';
import { openImportWorker } from './open-import-worker.ts';

export type ImportOptions = Pick<NewTake, 'task'> & {
	/** The built-in programme where none is named. */
	programmeId?: string;
	source?: 'file' | 'sample';
	/** 0..1, rising. */
	onProgress?: (share: number) => void;
	/** Stops the import and erases what was copied. */
	signal?: AbortSignal;
};

/**
 * Brings a video file into the store as a take of a task: picture only, no loss, first PTS 0. Null when cancelled.
 * `discarded` names what was left out. Nothing stays behind after a failure.
 * fails `file_empty`, `file_not_video`, `codec_unsupported`, `decode_failed`, `pts_not_increasing`, `storage_full`, `worker_died`
 */
export async function importFile(file: File, options: ImportOptions): Promise<Outcome<Take | null>> {
	const { signal, onProgress = () => undefined, source = 'file', programmeId = builtInProgramme.id } = options;
	const id = newTakeId();
	const release = await holdRecordingLock(id);
	const created = await createTake({
		id,
		programmeId,
		task: options.task,
		source,
		fileName: source === 'file' ? file.name : null
	});
	if (!created.ok) {
		release();
		return created;
	}
	const port = openImportWorker();
	const cancel = () => port.close();
	signal?.addEventListener('abort', cancel, { once: true });
	if (signal?.aborted) cancel();
	try {
		const copied = await port.call((remote) =>
			remote.importVideo(file, id, { firstSeq: 0, own: false }, Comlink.proxy(onProgress))
		);
		if (signal?.aborted || !copied.ok) {
			const erased = await eraseTake(id);
			if (signal?.aborted) return erased.ok ? ok(null) : erased;
			return copied as Outcome<never>;
		}
		const { timesUs, durationUs, thumbnail } = copied.value;
		const facts = factsFromFile(copied.value, 'import');
		const finished = await finishTake(id, { timesUs, durationUs, facts, thumbnail });
		if (!finished.ok) await eraseTake(id);
		if (finished.ok && source === 'file') void askToPersistOnce();
		return finished.ok ? ok(finished.value, copied.discarded) : finished;
	} finally {
		signal?.removeEventListener('abort', cancel);
		port.close();
		release();
	}
}

/** The clip that comes with the app: one hand moves a block twice, ten seconds, no person in it. */
export const SAMPLE_URL = '/samples/grasp.mp4';

/** Brings the app's own sample clip in by the same way as any file. fails also `hub_unreachable` */
export async function importSample(options: Omit<ImportOptions, 'source'>): Promise<Outcome<Take | null>> {
	try {
		const response = await fetch(SAMPLE_URL, options.signal ? { signal: options.signal } : {});
		if (!response.ok) return fail('hub_failed', `${SAMPLE_URL}: ${response.status}`, { retry: 'now' });
		const file = new File([await response.blob()], 'grasp.mp4', { type: 'video/mp4' });
		return await importFile(file, { ...options, source: 'sample' });
	} catch (error) {
		if (options.signal?.aborted) return ok(null);
		return fail('hub_unreachable', messageOf(error), { retry: 'now' });
	}
}
