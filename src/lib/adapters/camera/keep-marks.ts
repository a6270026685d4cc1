import type { Failure, Outcome } from '../../failure/failure.ts';
import type { TakeId } from '../../schema/ids.ts';
import type { KeptMarks } from '../../schema/take.ts';
import { updateTake } from '../store/takes.ts';

export type MarkKeeper = {
	/** The recorder says when its first frame was: wall-clock milliseconds. Better known as time goes on. */
	firstFrameAt(wallMs: number): void;
	/** All marks until now, those that are held too. */
	keep(marks: KeptMarks['marks']): void;
	/** Waits for what is being written. `failure`: why not all of it lies on the device; the marks are here all the same. */
	stop(): Promise<{ kept: KeptMarks; failure: Failure | null }>;
};

type Write = (takeId: TakeId, kept: KeptMarks) => Promise<Outcome<null>>;
const onTheTake: Write = (takeId, filmingMarks) => updateTake(takeId, { filmingMarks });

/**
 * Writes marks to the take as they are made, so that a page that is killed does not take them along. Nothing is written before
 * the first mark. Writes follow one another; the newest wins.
 */
export function keepMarks(takeId: TakeId, write: Write = onTheTake): MarkKeeper {
	let kept: KeptMarks = { firstFrameAtMs: null, marks: [] };
	let failure: Failure | null = null;
	let writing: Promise<void> = Promise.resolve();
	let waits = false;

	const put = () => {
		if (waits || kept.marks.length === 0) return;
		waits = true;
		writing = writing.then(async () => {
			waits = false;
			const written = await write(takeId, kept);
			failure = written.ok ? null : written.failure;
		});
	};
	return {
		firstFrameAt(wallMs) {
			if (wallMs === kept.firstFrameAtMs) return;
			kept = { ...kept, firstFrameAtMs: wallMs };
			put();
		},
		keep(marks) {
			kept = { ...kept, marks };
			put();
		},
		async stop() {
			await writing;
			return { kept, failure };
		}
	};
}
