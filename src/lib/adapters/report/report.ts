import { messageOf, type Failure } from '../../failure/failure.ts';

/** Something that failed: kept in memory for the report that a person can save; never sent anywhere. */
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

/** An expected failure, at the place where it is shown: the person reads words, the report keeps what and which. */
export function reportFailure(failure: Failure): void {
	for (let one: Failure | undefined = failure; one; one = one.cause) {
		lines.push({ atMs: Date.now(), where: one.code, message: one.message, stack: JSON.stringify(one.context) });
		if (lines.length > KEPT) lines.shift();
		console.warn(`[${one.code}]`, one.message);
	}
}

export const reportLines = (): readonly ReportLine[] => lines;
