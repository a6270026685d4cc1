import { fail, ok, type Outcome } from '../../failure/failure.ts';
import type { SubmissionFile } from '../../schema/submission.ts';
import type { AnnotatorLayer, DatasetEntry, DatasetProgramme, DatasetSource } from './dataset-source.ts';

/** A source whose submissions lie in memory. For tests. */
export class MemorySource implements DatasetSource {
	readonly submissions: { entry: DatasetEntry; files: Map<string, Uint8Array>; layer: AnnotatorLayer | null }[] = [];
	readonly #programme: DatasetProgramme;

	constructor(programme: DatasetProgramme) {
		this.#programme = programme;
	}

	async programme(): Promise<DatasetProgramme> {
		return this.#programme;
	}

	async entries(): Promise<Outcome<DatasetEntry[]>> {
		return ok(this.submissions.map((s) => s.entry));
	}

	async readFile(entry: DatasetEntry, file: SubmissionFile): Promise<Outcome<Uint8Array>> {
		const found = this.submissions.find((s) => s.entry === entry)?.files.get(file.name);
		return found ? ok(found) : fail('objects_missing', `${entry.submissionId}: no ${file.name}`);
	}

	async newestLayer(entry: DatasetEntry): Promise<Outcome<AnnotatorLayer | null>> {
		return ok(this.submissions.find((s) => s.entry === entry)?.layer ?? null);
	}
}
