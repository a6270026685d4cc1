/** Pan and zoom on the timeline of a 10-minute take with 500 labels, with a real wheel: frames a second, and tasks over 50 ms. */
import type { Page } from '@playwright/test';
import type { Segment } from '../../src/lib/schema/annotation.ts';
import type { SegmentId } from '../../src/lib/schema/ids.ts';
import type { PtsUs } from '../../src/lib/schema/time.ts';
import { chance } from '../builders/edit-sequences.ts';
import { longTake, SEEDED_ID, seedTake } from '../builders/seed-take.ts';
import { startHub } from '../e2e/hub.ts';
import { launchStudio } from '../e2e/launch.ts';
import { close, printTable } from './table.ts';

const MINUTES = 10;
const LABELS = 500;
const SECONDS = 6;
const BAR_FPS = 50;
const BAR_MS = 50;

/** Labels of both hands and events, one after the other in their rows. Seed 1. */
function labels(): Segment[] {
	const random = chance(1);
	const rows = ['left', 'right', 'failure', 'recovery'] as const;
	const each = LABELS / rows.length;
	const slotUs = (MINUTES * 60e6) / each;
	return rows.flatMap((row, r) =>
		Array.from({ length: each }, (_, i): Segment => {
			const startUs = Math.round(i * slotUs + random() * slotUs * 0.3) as PtsUs;
			const endUs = Math.round(startUs + slotUs * (0.1 + random() * 0.5)) as PtsUs;
			const id = `00000000-0000-7000-8000-${String(r * each + i).padStart(12, '0')}` as SegmentId;
			const span = { id, startUs, endUs, source: 'human' as const };
			if (row === 'failure') return { ...span, kind: 'failure', code: 'fail.drop', side: null };
			if (row === 'recovery')
				return { ...span, kind: 'recovery', code: 'rec.regrasp', side: null, recovers: null, outcome: null };
			return { ...span, kind: 'grip', side: row, grip: random() < 0.5 ? 'G13' : 'G01', feixId: null };
		})
	);
}

type Watched = { at: number[]; tasks: { start: number; ms: number }[] };
type Span = { from: number; to: number };

const hub = await startHub();
const studio = await launchStudio({ baseURL: hub.url, viewport: { width: 1440, height: 900 } });
const { page } = studio;
await page.goto('/clips');
await page.getByRole('heading', { level: 1 }).waitFor();
await seedTake(page, { ...longTake(MINUTES * 60), segments: labels() });
await page.addInitScript(() => {
	const watched: Watched = { at: [], tasks: [] };
	new PerformanceObserver((list) =>
		list.getEntries().forEach(({ startTime, duration }) => watched.tasks.push({ start: startTime, ms: duration }))
	).observe({ type: 'longtask', buffered: true });
	const frame = (now: number) => {
		watched.at.push(now);
		requestAnimationFrame(frame);
	};
	requestAnimationFrame(frame);
	Object.assign(globalThis, { watched });
});
await page.goto(`/take/${SEEDED_ID}/label`);
await page.getByRole('button', { name: 'Play', exact: true }).waitFor({ timeout: 120_000 });
const frame = page.getByRole('region', { name: 'Timeline' }).locator('.frame');
const box = (await frame.boundingBox())!;
// Opening a take this long is another matter: measured is what comes after, once the page has stood still for two seconds.
await page.waitForFunction(
	() => {
		const { tasks } = (globalThis as unknown as { watched: Watched }).watched;
		const last = tasks.at(-1);
		return performance.now() - (last ? last.start + last.ms : 0) > 2000;
	},
	undefined,
	{ timeout: 120_000, polling: 500 }
);
await page.waitForTimeout(2000);

const now = (target: Page) => target.evaluate(() => performance.now());
async function wheelFor(seconds: number, turn: (i: number) => { dx: number; dy: number; x: number }): Promise<Span> {
	const from = await now(page);
	const until = performance.now() + seconds * 1000;
	const session = await page.context().newCDPSession(page);
	for (let i = 0; performance.now() < until; i++) {
		const { dx, dy, x } = turn(i);
		await session.send('Input.dispatchMouseEvent', {
			type: 'mouseWheel',
			x: box.x + box.width * x,
			y: box.y + box.height / 2,
			deltaX: dx,
			deltaY: dy
		});
	}
	await session.detach();
	return { from, to: await now(page) };
}

/** Frames a second over the whole span and in its worst second; the longest task, and how many took over 50 ms. */
async function figures({ from, to }: Span) {
	const { at, tasks } = await page.evaluate(() => (globalThis as unknown as { watched: Watched }).watched);
	const frames = at.filter((time) => time >= from && time <= to);
	const fps = (frames.length - 1) / ((frames.at(-1)! - frames[0]!) / 1000);
	const seconds = frames.map((start) => frames.filter((time) => time >= start && time < start + 1000).length);
	const whole = seconds.filter((_, i) => frames[i]! + 1000 <= frames.at(-1)!);
	const long = tasks.filter(({ start, ms }) => start + ms >= from && start <= to);
	return { fps, worst: Math.min(...whole), long: long.length, longest: Math.max(0, ...long.map(({ ms }) => ms)) };
}

const shown = await page.locator('[data-segment]').count();
const wide = await wheelFor(SECONDS, (i) => ({ dx: 0, dy: i % 240 < 120 ? -30 : 30, x: 0.2 + (i % 7) / 10 }));
const wideFigures = await figures(wide);
// Closer, so that there is something to pan over.
await page.keyboard.press('0');
for (let i = 0; i < 3; i++) await page.keyboard.press('+');
await page.waitForTimeout(1500);
const pan = await wheelFor(SECONDS, (i) => ({ dx: i % 200 < 100 ? 40 : -40, dy: 0, x: 0.5 }));
const panFigures = await figures(pan);
await page.keyboard.press('9');
await page.waitForTimeout(1500);
const close_ = await wheelFor(SECONDS, (i) => ({ dx: i % 200 < 100 ? 60 : -60, dy: 0, x: 0.5 }));
const closeFigures = await figures(close_);
await studio.close();
await hub.close();

const rows = [
	['zoom, whole take to single frames and back', wideFigures],
	['pan, an eighth of the take in sight', panFigures],
	['pan, single frames in sight', closeFigures]
] as const;
printTable([
	[
		`${LABELS} labels, ${MINUTES} min, ${SECONDS} s each`,
		'frames a second',
		'worst second',
		`tasks over ${BAR_MS} ms`,
		'longest, ms'
	],
	...rows.map(([what, { fps, worst, long, longest }]) => [what, fps.toFixed(1), worst, long, Math.round(longest)])
]);
console.log(`labels that were buttons of their own with the whole take in sight: ${shown} of ${LABELS}`);
const least = Math.min(...rows.map(([, { fps }]) => fps));
const long = rows.reduce((sum, [, figure]) => sum + figure.long, 0);
close(
	'timeline',
	`${least.toFixed(1)} frames a second, ${long} tasks over ${BAR_MS} ms`,
	`at least ${BAR_FPS}, none`,
	least >= BAR_FPS && long === 0
);
