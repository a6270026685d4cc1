import { importFile } from '$lib/adapters/import/import-file.ts';
import { builtInProgramme, taskOf } from '$lib/domain/programme/built-in.ts';
import type { Discard, Failure } from '$lib/failure/failure.ts';
import type { Take } from '$lib/schema/take.ts';

/** Brings one video file in as a take of the chosen task. */
export class ImportSession {
	readonly programme = builtInProgramme;
	taskId = $state(builtInProgramme.tasks[0]!.id);
	fileName = $state<string | null>(null);
	/** 0..1 while a file is being read. */
	progress = $state<number | null>(null);
	failure = $state.raw<Failure | null>(null);
	discarded = $state.raw<Discard[]>([]);
	take = $state.raw<Take | null>(null);
	#abort: AbortController | null = null;

	constructor(taskId: string | null) {
		if (taskId && taskOf(this.programme, taskId)) this.taskId = taskId;
	}

	start = async (file: File): Promise<Take | null> => {
		this.failure = null;
		this.fileName = file.name;
		this.progress = 0;
		this.#abort = new AbortController();
		const made = await importFile(file, {
			programmeId: this.programme.id,
			task: taskOf(this.programme, this.taskId)!,
			onProgress: (share) => (this.progress = share),
			signal: this.#abort.signal
		});
		this.progress = null;
		if (!made.ok) {
			this.failure = made.failure;
			return null;
		}
		this.discarded = made.discarded;
		this.take = made.value;
		return made.value;
	};

	cancel = (): void => this.#abort?.abort();
}
