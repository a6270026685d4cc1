import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fail, messageOf, ok, type Discard, type Outcome } from '../../failure/failure.ts';
import { chooseEntries, LeftOut } from './choose-entries.ts';
import type { DatasetEntry, DatasetProgramme, DatasetSource } from './dataset-source.ts';
import { DatasetWriter, filesUnder } from './dataset-writer.ts';
import { readSubmission, type SubmissionContent } from './read-submission.ts';
import { validateLeRobot } from './validate-lerobot.ts';
import { readVideoFacts } from './video-facts.ts';

export type ExportProgress = { step: 'episodes' | 'checking'; done: number; total: number };
export type ExportOptions = {
	onProgress?: (progress: ExportProgress) => void;
	signal?: AbortSignal;
	/** Day written on the card. */
	now?: Date;
};
export type ExportSummary = {
	dir: string;
	episodes: number;
	frames: number;
	tasks: number;
	bytes: number;
	/** Which labels each episode carries. */
	layers: {
		episodeIndex: number;
		submissionId: string;
		layer: 'worker' | 'annotator';
		layerId: string;
		author: string;
	}[];
};

/**
 * Writes the accepted submissions that granted `train` as a LeRobotDataset v3.0 into `outDir`, and checks the result.
 * `outDir` must not exist or be empty; it appears whole or not at all.
 * discards  submissions that were left out, by reason
 * fails     `export_target_taken` · `export_empty` · `dataset_unsound` (findings in `message`) · `export_failed`
 */
export async function exportLeRobot(
	source: DatasetSource,
	outDir: string,
	options: ExportOptions = {}
): Promise<Outcome<ExportSummary>> {
	const target = resolve(outDir);
	if (existsSync(target) && (!statSync(target).isDirectory() || readdirSync(target).length > 0))
		return fail('export_target_taken', `${target} exists and is not empty`, { retry: 'after_change' });
	const partial = join(dirname(target), `.partial-${basename(target)}-${process.pid}`);
	try {
		rmSync(partial, { recursive: true, force: true });
		mkdirSync(partial, { recursive: true });
		const written = await writeInto(partial, source, options);
		if (!written.ok) return written;
		options.onProgress?.({ step: 'checking', done: 0, total: 1 });
		const findings = await validateLeRobot(partial);
		if (findings.length > 0)
			return fail('dataset_unsound', findings.map((f) => `${f.check} ${f.file}: ${f.message}`).join('\n'), {
				context: { findings: findings.length }
			});
		options.onProgress?.({ step: 'checking', done: 1, total: 1 });
		if (existsSync(target)) rmdirSync(target);
		renameSync(partial, target);
		return ok({ dir: target, ...written.value }, written.discarded);
	} catch (error) {
		return fail('export_failed', messageOf(error), { retry: 'now' });
	} finally {
		rmSync(partial, { recursive: true, force: true });
	}
}

async function writeInto(
	dir: string,
	source: DatasetSource,
	options: ExportOptions
): Promise<Outcome<Omit<ExportSummary, 'dir'>>> {
	const entries = await source.entries();
	if (!entries.ok) return entries;
	const { chosen, spec, leftOut } = chooseEntries(entries.value);
	if (!spec) return fail('export_empty', `0 of ${entries.value.length} submissions can be exported: ${inWords(leftOut)}`, { retry: 'after_change' }); // prettier-ignore
	const programme = await source.programme();
	const writer = new DatasetWriter(dir, spec);
	const unusable = new LeftOut();
	const layers: ExportSummary['layers'] = [];
	let video: { codec: string; pixelFormat: string } | null = null;
	for (const [i, entry] of chosen.entries()) {
		if (options.signal?.aborted) return fail('export_failed', 'cancelled', { retry: 'now' });
		options.onProgress?.({ step: 'episodes', done: i, total: chosen.length });
		const content = await readSubmission(source, entry);
		const facts = content.ok ? await readVideoFacts(content.value.video) : content;
		if (!content.ok || !facts.ok || facts.value.timesS.length !== content.value.frames.length) {
			unusable.add('file_damaged', entry.submissionId);
			continue;
		}
		const { codec, pixelFormat } = facts.value;
		video ??= { codec, pixelFormat };
		if (video.codec !== codec || video.pixelFormat !== pixelFormat) {
			unusable.add('other_rendition');
			continue;
		}
		const episodeIndex = writer.episodes;
		writer.addEpisode(entry, content.value, {
			text: taskOf(programme, entry),
			steps: programme.stepsOf(entry.manifest.taskId)
		});
		layers.push(layerLine(episodeIndex, entry, content.value));
	}
	options.onProgress?.({ step: 'episodes', done: chosen.length, total: chosen.length });
	const discarded = [...leftOut, ...unusable.list()];
	if (!video)
		return fail('export_empty', `nothing could be exported: ${inWords(discarded)}`, { retry: 'after_change' });
	writer.finish(video, {
		title: programme.title,
		collector: programme.collector,
		termsVersion: `version ${programme.termsVersion}`,
		fps: spec.fps,
		width: spec.width,
		height: spec.height,
		day: (options.now ?? new Date()).toISOString().slice(0, 10),
		leftOut: discarded
	});
	const bytes = filesUnder(dir).reduce((sum, path) => sum + statSync(join(dir, path)).size, 0);
	return ok({ episodes: writer.episodes, frames: writer.frames, tasks: writer.tasks.length, bytes, layers }, discarded);
}

const taskOf = (programme: DatasetProgramme, entry: DatasetEntry): string =>
	programme.taskText(entry.manifest.taskId) ?? entry.manifest.taskId;

const layerLine = (episodeIndex: number, entry: DatasetEntry, content: SubmissionContent) => ({
	episodeIndex,
	submissionId: entry.submissionId,
	layer: content.layer.kind,
	layerId: content.layer.id,
	author: content.layer.author
});

const inWords = (discards: readonly Discard[]): string =>
	discards.length ? discards.map((d) => `${d.count} ${d.reason}`).join(', ') : 'no submission';
