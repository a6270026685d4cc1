import { messageOf } from '../../failure/failure.ts';

/** Something that escaped: kept in memory for the report that a person can save; never sent anywhere. */
export type ReportLine = { atMs: number; where: string; message: string; stack: string | null };

const KEPT = 200;
const lines: ReportLine[] = [];

/** Takes anything thrown that no code expected. `where`: page, or the worker's name. */
export function reportUnexpected(where: string, error: unknown): void {
	const stack = error instanceof Error ? (error.stack ?? null) : null;
	lines.push({ atMs: Date.now(), where, message: messageOf(error), stack });
	if (lines.length > KEPT) lines.shift();
	console.error(`[${where}]`, error);
}

export const reportLines = (): readonly ReportLine[] => lines;
