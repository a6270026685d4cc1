import { m } from '$lib/paraglide/messages.js';
import type { Programme } from '$lib/schema/programme.ts';
import type { QualityReport, RuleResult } from '$lib/schema/quality.ts';
import type { Manifest } from '$lib/schema/submission.ts';

export const taskTitle = (programme: Programme, taskId: string): string =>
	programme.tasks.find(({ id }) => id === taskId)?.title ?? taskId;

export const takeTitle = (programme: Programme, manifest: Manifest): string =>
	m.hub_take_title({ task: taskTitle(programme, manifest.taskId), number: manifest.takeNumber });

const RANK = { retake: 0, warn: 1, accept: 2 };

/** The measurement that speaks most against a take; null where all passed. */
export const worstOf = (report: QualityReport): RuleResult | null =>
	report.results.filter(({ verdict }) => verdict !== 'accept').sort((a, b) => RANK[a.verdict] - RANK[b.verdict])[0] ??
	null;

/** Length of a rendition, microseconds. */
export const lengthUs = (manifest: Manifest): number => (manifest.frames / manifest.rendition.fps) * 1e6;
export const sizeOf = (manifest: Manifest): number =>
	manifest.files.reduce((sum, { byteLength }) => sum + byteLength, 0);
