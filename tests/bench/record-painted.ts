import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaptureFacts } from '../../src/lib/schema/take.ts';
import { launchStudio } from '../e2e/launch.ts';
import { newestTake, recordFor, waitForTracking } from '../e2e/recording.ts';
import { storedFile } from '../e2e/stored.ts';
import { paintedCamera, readCounters } from './painted-camera.ts';
import { judgeCounters, type CounterReport } from './painted-counter.ts';
import { watchMemory, type MemorySample } from './process-memory.ts';
import { longTasksIn, watchLongTasks, withoutTracking, type LongTask } from './watch-page.ts';

export type PaintedRecording = {
	facts: CaptureFacts;
	/** Times of the stored frames as the take lists them, and how many frames a decoder finds in the file. */
	timesUs: number[];
	decoded: number;
	counters: CounterReport;
	/** Gaps that the painted counters show and the take's facts do not list at that place with that count, and the other way round. */
	unlisted: string[];
	untrue: string[];
	rowsSound: boolean;
	tasks: LongTask[];
	seconds: number;
	memory: MemorySample[];
};

/** Records the painted camera with the studio as a person would, and reads back what was stored. */
export async function recordPainted(
	baseURL: string,
	options: { seconds: number; tracking: boolean }
): Promise<PaintedRecording> {
	const studio = await launchStudio({ camera: await paintedCamera(), baseURL });
	const folder = await mkdtemp(join(tmpdir(), 'handloom-frames-'));
	try {
		const { page, context } = studio;
		await watchLongTasks(context);
		if (!options.tracking) await withoutTracking(context);
		await page.goto('/record/move-block');
		if (options.tracking) await waitForTracking(page);
		// The first frames of a camera and of a hand finder are slower than all later ones.
		await page.waitForTimeout(3_000);
		const memory = await watchMemory(context);
		const span = await recordFor(page, options.seconds);
		memory.stop();
		const tasks = await longTasksIn(page, span);
		const take = await newestTake(page);
		if (!take.facts) throw new Error('the take has no capture facts');
		const { rows, file, timesUs } = await storedFile(page, take.id);
		const path = join(folder, 'take.mp4');
		await writeFile(path, file);
		const read = await readCounters(path);
		const counters = judgeCounters(read);
		return {
			facts: take.facts,
			timesUs,
			decoded: read.length,
			counters,
			...compareGaps(counters, timesUs, take.facts),
			rowsSound: rows.every((row, seq) => row.sound && row.seq === seq),
			tasks,
			seconds: (span.to - span.from) / 1000,
			memory: memory.samples
		};
	} finally {
		await studio.close();
		await rm(folder, { recursive: true, force: true });
	}
}

function compareGaps(
	counters: CounterReport,
	timesUs: readonly number[],
	facts: CaptureFacts
): Pick<PaintedRecording, 'unlisted' | 'untrue'> {
	const name = (ptsUs: number | undefined, missing: number) =>
		`${missing} after ${((ptsUs ?? NaN) / 1e6).toFixed(3)} s`;
	const seen = counters.gaps.map((gap) => name(timesUs[gap.index], gap.missing));
	const listed = (facts.gaps?.long ?? [])
		.filter(({ missing }) => missing > 0)
		.map((gap) => name(gap.ptsUs, gap.missing));
	return {
		unlisted: seen.filter((gap) => !listed.includes(gap)),
		untrue: listed.filter((gap) => !seen.includes(gap))
	};
}

/** Rows of a table that say where every frame went. */
export function accountOf({ facts, counters }: PaintedRecording): (readonly [string, string | number])[] {
	const told = (value: unknown) => (typeof value === 'number' ? value : 'not told');
	return [
		['frames in all (track)', told(facts.totalFrames)],
		['delivered by the track', told(facts.deliveredFrames)],
		['discarded by the track', told(facts.discardedFrames)],
		['unreported by the track', told(facts.unreportedFrames)],
		['passed over by the stream', told(facts['passedOverFrames'])],
		['dropped before the encoder', facts.droppedFrames],
		['encoded but not stored', told(facts['unstoredFrames'])],
		['encoded and stored', facts.encodedFrames],
		['painted: source frames', counters.sourceFrames],
		['painted: recorded', counters.frames],
		['painted: missing, in gaps', `${counters.sourceFrames - counters.frames} in ${counters.gaps.length}`],
		[
			'painted: double, out of order, unreadable',
			`${counters.duplicates}, ${counters.reordered}, ${counters.unreadable}`
		],
		[
			'listed in the take: missing, in gaps',
			`${facts.gaps?.missing ?? '?'} in ${facts.gaps?.long.filter(({ missing }) => missing > 0).length ?? '?'}`
		]
	];
}
