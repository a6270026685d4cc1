import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import type { ExportMade } from '../../schema/hub-api.ts';
import { SubmissionId } from '../../schema/ids.ts';
import { grant, refuse, type Answer } from '../answer.ts';
import { exportLeRobot } from '../datasets/export-lerobot.ts';
import { HubSource } from '../datasets/hub-source.ts';
import type { Hub } from '../hub.ts';

/** Older ones are removed, because each holds a copy of every video. */
const KEPT = 3;

/**
 * Makes a LeRobot dataset of the accepted takes, to be fetched with `zipExport`. Ends early when `signal` does.
 * fails  `export_empty` (no take may be exported yet), `export_failed`
 */
export async function makeExport(hub: Hub, signal: AbortSignal): Promise<Answer<ExportMade>> {
	const exportId = v7({ msecs: hub.nowMs() });
	mkdirSync(hub.dir.exports, { recursive: true });
	const made = await exportLeRobot(new HubSource(hub), join(hub.dir.exports, exportId), {
		signal,
		now: new Date(hub.nowMs())
	});
	if (!made.ok)
		return refuse(made.failure.code === 'export_empty' ? 'export_empty' : 'export_failed', made.failure.message);
	const names = readdirSync(hub.dir.exports)
		.filter((name) => !name.startsWith('.'))
		.sort();
	for (const old of names.slice(0, -KEPT)) rmSync(join(hub.dir.exports, old), { recursive: true, force: true });
	const { episodes, frames, bytes, layers } = made.value;
	return grant({
		exportId,
		episodes,
		frames,
		bytes,
		layers: layers.map(({ episodeIndex, submissionId, layer }) => ({
			episodeIndex,
			submissionId: SubmissionId.parse(submissionId),
			layer
		})),
		discarded: made.discarded.map(({ reason, count }) => ({ reason, count }))
	});
}
