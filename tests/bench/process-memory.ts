import { readFile } from 'node:fs/promises';
import type { BrowserContext } from '@playwright/test';

export type MemorySample = { atMs: number; mb: Record<string, number> };

/**
 * Samples the memory that each kind of the browser's processes holds for itself (anonymous and shared pages, not files
 * that are mapped), megabytes, every two seconds until `stop`. Linux.
 */
export async function watchMemory(context: BrowserContext): Promise<{ samples: MemorySample[]; stop(): void }> {
	const session = await context.browser()!.newBrowserCDPSession();
	const samples: MemorySample[] = [];
	const startedMs = Date.now();
	const sample = async () => {
		const { processInfo } = await session.send('SystemInfo.getProcessInfo');
		const mb: Record<string, number> = {};
		for (const { type, id } of processInfo) {
			const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
			const kb = ['RssAnon', 'RssShmem'].map((name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0));
			mb[type] = (mb[type] ?? 0) + (kb[0]! + kb[1]!) / 1024;
		}
		samples.push({ atMs: Date.now() - startedMs, mb });
	};
	await sample();
	const timer = setInterval(() => void sample().catch(() => undefined), 2000);
	return { samples, stop: () => clearInterval(timer) };
}

/** Mean of what a kind of process held in a span, megabytes. */
export function meanIn(samples: readonly MemorySample[], kind: string, fromMs: number, toMs: number): number {
	const values = samples.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs).map(({ mb }) => mb[kind] ?? 0);
	return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
