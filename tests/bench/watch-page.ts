import type { BrowserContext, Page } from '@playwright/test';

export type LongTask = { start: number; ms: number };

/** Makes every page that is opened from now on remember its tasks over 50 ms. */
export const watchLongTasks = (context: BrowserContext): Promise<unknown> =>
	context.addInitScript(() => {
		const tasks: LongTask[] = [];
		new PerformanceObserver((list) =>
			list.getEntries().forEach((entry) => tasks.push({ start: entry.startTime, ms: entry.duration }))
		).observe({ type: 'longtask', buffered: true });
		Object.assign(globalThis, { longTasks: tasks });
	});

/** Tasks over 50 ms that began in a span of the page's clock, ms. */
export const longTasksIn = (page: Page, span: { from: number; to: number }): Promise<LongTask[]> =>
	page.evaluate(
		({ from, to }) =>
			(globalThis as unknown as { longTasks: LongTask[] }).longTasks.filter(
				(task) => task.start >= from && task.start <= to
			),
		span
	);

/** The hand finder never comes up on pages opened from now on, as on a device that cannot run it. */
export const withoutTracking = (context: BrowserContext): Promise<unknown> =>
	context.addInitScript(() => {
		const Real = globalThis.Worker;
		globalThis.Worker = class extends Real {
			constructor(url: string | URL, options?: WorkerOptions) {
				super(url, options);
				if (String(url).includes('landmarks')) this.terminate();
			}
		};
	});
