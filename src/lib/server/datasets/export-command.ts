import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { builtInProgramme } from '../../domain/programme/built-in.ts';
import { messageOf, type Discard, type Failure } from '../../failure/failure.ts';
import { openDataDir } from '../data-dir.ts';
import { openDatabase } from '../db/open-database.ts';
import { openObjectStore } from '../objects/object-store.ts';
import { CHECKS } from './checks.ts';
import { exportLeRobot, type ExportSummary } from './export-lerobot.ts';
import { HubSource } from './hub-source.ts';
import { validateLeRobot } from './validate-lerobot.ts';

const USAGE = `npm run export -- --format lerobot --out DIR     writes the accepted takes as a LeRobotDataset v3.0
npm run export -- --check DIR                    checks a dataset that was written before

--data DIR   where the hub keeps its data (else HANDLOOM_DATA, else ./data)`;

const LEFT_OUT: Record<string, string> = {
	take_not_accepted: 'not accepted yet',
	purpose_not_granted: 'its worker did not allow training',
	other_rendition: 'another size or frame rate than the first',
	file_damaged: 'its files are missing or damaged'
};

/** Exit code: 0 done, 1 it could not be done, 2 the command was not understood. */
export async function exportCommand(args: readonly string[]): Promise<number> {
	let options;
	try {
		const { values } = parseArgs({
			args: [...args],
			options: {
				format: { type: 'string' },
				out: { type: 'string' },
				check: { type: 'string' },
				data: { type: 'string' }
			}
		});
		options = values;
	} catch (error) {
		return refused(messageOf(error));
	}
	if (options.check !== undefined) return check(resolve(options.check));
	if (!options.out) return refused('Name the folder to write: --out DIR');
	if ((options.format ?? 'lerobot') !== 'lerobot')
		return refused(`There is no format "${options.format}". There is: lerobot`);
	return write(resolve(options.out), resolve(options.data ?? (process.env['HANDLOOM_DATA'] || 'data')));
}

async function write(out: string, data: string): Promise<number> {
	if (!existsSync(resolve(data, 'hub.sqlite'))) {
		console.error(`No hub has kept anything in ${data}. Name its folder with --data DIR or HANDLOOM_DATA.`);
		return 1;
	}
	const dir = openDataDir(data);
	const db = openDatabase(dir.database);
	try {
		const source = new HubSource({ db, objects: openObjectStore(dir), programme: builtInProgramme });
		const made = await exportLeRobot(source, out, {
			onProgress: ({ step, done, total }) =>
				console.log(step === 'checking' ? (done ? 'checked' : 'checking …') : `episodes ${done} of ${total}`)
		});
		if (!made.ok) return failed(made.failure, out);
		report(made.value, made.discarded);
		return 0;
	} finally {
		await db.destroy();
	}
}

function report(summary: ExportSummary, discarded: readonly Discard[]): void {
	for (const { episodeIndex, submissionId, layer, layerId, author } of summary.layers)
		console.log(
			`episode ${episodeIndex}: ${submissionId}, labels by ${layer} ${author}${layerId ? ` (layer ${layerId})` : ''}`
		);
	for (const { what, reason, count } of discarded)
		console.log(`left out: ${count} ${what}, ${LEFT_OUT[reason] ?? reason} (${reason})`);
	const { episodes, frames, tasks, bytes, dir } = summary;
	console.log(`${episodes} episodes, ${frames} frames, ${tasks} tasks, ${(bytes / 1e6).toFixed(1)} MB, all ${Object.keys(CHECKS).length} checks passed: ${dir}`); // prettier-ignore
}

function failed(failure: Failure, out: string): number {
	const words: Partial<Record<Failure['code'], string>> = {
		export_target_taken: `${out} is not empty. Name a folder that does not exist yet. Nothing was changed.`,
		export_empty: 'No take can be exported yet: it has to be accepted, and its worker has to allow training.',
		dataset_unsound: 'The dataset did not pass its own checks and was not handed out.'
	};
	console.error(words[failure.code] ?? 'The dataset could not be written. Nothing was left behind.');
	console.error(`${failure.code}: ${failure.message}`);
	return 1;
}

async function check(dir: string): Promise<number> {
	if (!existsSync(dir) || !statSync(dir).isDirectory()) {
		console.error(`There is no folder ${dir}.`);
		return 1;
	}
	const findings = await validateLeRobot(dir);
	for (const { check: id, file, message } of findings) console.log(`${id} ${file}: ${message}`);
	const failed = [...new Set(findings.map((f) => f.check))].sort().join(', ');
	console.log(
		findings.length > 0
			? `${findings.length} faults (${failed}): ${dir}`
			: `all ${Object.keys(CHECKS).length} checks passed: ${dir}`
	);
	return findings.length > 0 ? 1 : 0;
}

function refused(why: string): number {
	console.error(`${why}\n\n${USAGE}`);
	return 2;
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename)
	process.exitCode = await exportCommand(process.argv.slice(2));
