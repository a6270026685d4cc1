import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../../failure/failure.ts';
import { checkEpisodes, checkTaskTable } from './check-episodes.ts';
import { checkFeatures, checkInfo, checkStats } from './check-info.ts';
import { checkRows } from './check-rows.ts';
import { checkSums, checkTree } from './check-tree.ts';
import { checkVideo } from './check-video.ts';
import type { CheckId, Finding, Say } from './checks.ts';
import { filesUnder } from './dataset-writer.ts';

/**
 * Everything that is wrong with a LeRobotDataset v3.0 folder; an empty list means sound. See `checks.ts` for the ids.
 * A file that cannot be read is a finding of the check that needed it. Never throws for what lies in the folder.
 */
export async function validateLeRobot(dir: string): Promise<Finding[]> {
	const findings: Finding[] = [];
	const say: Say = (check, file, message) => void findings.push({ check, file, message });
	const all = filesUnder(dir);
	const tree = checkTree(all, say);
	checkSums(dir, all, say);

	const info = checkInfo(readJson(dir, 'meta/info.json'), say);
	if (!info) return findings;
	checkFeatures(info, say);
	checkStats(readJson(dir, 'meta/stats.json') as Record<string, unknown> | null, info, say);

	const guard = guarded(say);
	const rows = await guard('LR5', 'data', () => checkRows(dir, tree.data, info, say));
	const tasks = (await guard('LR10', 'meta/tasks.parquet', () => checkTaskTable(dir, info, say))) ?? [];
	if (!rows) return findings;
	const windows = await guard('LR9', 'meta/episodes', () =>
		checkEpisodes({ dir, files: tree.episodes, all: new Set(all), info, rows, tasks, say })
	);
	for (const window of windows ?? []) await checkVideo(dir, window, info, say);
	return findings;
}

function readJson(dir: string, file: string): unknown {
	try {
		return JSON.parse(readFileSync(join(dir, file), 'utf8'));
	} catch (error) {
		// Missing and unreadable are the same to a reader; the check that wants the value says so.
		if (error instanceof Error) return null;
		throw error;
	}
}

/** Turns whatever a broken file makes the reader throw into a finding. */
const guarded =
	(say: Say) =>
	async <T>(check: CheckId, file: string, run: () => Promise<T>): Promise<T | null> => {
		try {
			return await run();
		} catch (error) {
			say(check, file, messageOf(error));
			return null;
		}
	};
