/** Tasks over 50 ms on the main thread while recording and tracking for 10 s, and where every frame went. */
import { handCamera } from '../e2e/cameras.ts';
import { startHub } from '../e2e/hub.ts';
import { launchStudio } from '../e2e/launch.ts';
import { recordFor, takeFacts, waitForTracking } from '../e2e/recording.ts';
import { close, printTable } from './table.ts';

const SECONDS = 10;
const BAR_MS = 50;

const hub = await startHub();
const studio = await launchStudio({ camera: await handCamera(), baseURL: hub.url });
const { page } = studio;
await page.addInitScript(() => {
	const tasks: { start: number; ms: number }[] = [];
	new PerformanceObserver((list) =>
		list.getEntries().forEach((entry) => tasks.push({ start: entry.startTime, ms: entry.duration }))
	).observe({
		type: 'longtask',
		buffered: true
	});
	Object.assign(globalThis, { longTasks: tasks });
});
await page.goto('/record/move-block');
await waitForTracking(page);
const span = await recordFor(page, SECONDS);
const tasks = await page.evaluate(
	({ from, to }) =>
		(globalThis as unknown as { longTasks: { start: number; ms: number }[] }).longTasks.filter(
			(task) => task.start >= from && task.start <= to
		),
	span
);
const facts = await takeFacts(page);
await studio.close();
await hub.close();

printTable([
	['while recording for', 'value'],
	['seconds', ((span.to - span.from) / 1000).toFixed(1)],
	[`tasks over ${BAR_MS} ms`, tasks.length],
	['longest task, ms', Math.round(Math.max(0, ...tasks.map((task) => task.ms)))],
	['frames in all (track)', facts.totalFrames ?? 'not told'],
	['delivered', facts.deliveredFrames ?? 'not told'],
	['discarded upstream', facts.discardedFrames ?? 'not told'],
	['unreported', facts.unreportedFrames ?? 'not told'],
	['dropped before the encoder', facts.droppedFrames],
	['encoded and stored', facts.encodedFrames],
	['tracked live', facts.trackedLiveFrames ?? 0],
	['tracked live a second', ((facts.trackedLiveFrames ?? 0) / (facts.encodedFrames / facts.meanFps)).toFixed(1)]
]);
close('main-thread', `${tasks.length} tasks over ${BAR_MS} ms`, 'none', tasks.length === 0);
