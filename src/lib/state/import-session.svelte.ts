import { importFile } from '$lib/adapters/import/import-file.ts';
import { builtInProgramme, taskOf } from '$lib/domain/programme/built-in.ts';
import type { Discard, Failure } from '$lib/failure/failure.ts';
import type { Take } from '$lib/schema/take.ts';

/**
 * One file on its way in.
 *
 *   waiting ──► reading ──► done
 *      │           ├──────► failed (nothing is kept) ──again──► waiting
 *      └───────────┴──────► cancelled (nothing is kept) ─again─┘
 */
export class ImportJob {
	readonly id: number;
	readonly file: File;
	readonly taskId: string;
	phase = $state<'waiting' | 'reading' | 'done' | 'failed' | 'cancelled'>('waiting');
	/** 0..1 of this file. */
	progress = $state(0);
	failure = $state.raw<Failure | null>(null);
	/** What was left out of the take. */
	discarded = $state.raw<Discard[]>([]);
	take = $state.raw<Take | null>(null);
	readonly abort = new AbortController();

	constructor(id: number, file: File, taskId: string) {
		this.id = id;
		this.file = file;
		this.taskId = taskId;
	}

	get over(): boolean {
		return this.phase !== 'waiting' && this.phase !== 'reading';
	}
}

/** Brings video files in, one after the other, each as a take of the task that was chosen when it was added. Goes on from page to page. */
export class ImportQueue {
	readonly programme = builtInProgramme;
	taskId = $state(builtInProgramme.tasks[0]!.id);
	jobs = $state.raw<ImportJob[]>([]);
	#nextId = 1;
	#running = false;

	/** Files are being read: they would be lost with the page. */
	readonly busy = $derived(this.jobs.some((job) => !job.over));

	choose(taskId: string | null): void {
		if (taskId && taskOf(this.programme, taskId)) this.taskId = taskId;
	}

	add = (files: Iterable<File>): void => {
		const jobs = [...files].map((file) => new ImportJob(this.#nextId++, file, this.taskId));
		this.jobs = [...this.jobs, ...jobs];
		void this.#run();
	};

	cancel = (job: ImportJob): void => {
		if (job.over) return;
		job.phase = 'cancelled';
		job.abort.abort();
	};

	again = (job: ImportJob): void => {
		const fresh = new ImportJob(this.#nextId++, job.file, job.taskId);
		this.jobs = this.jobs.map((each) => (each === job ? fresh : each));
		void this.#run();
	};

	/** Takes files that are through off the list. Their takes stay. */
	clear = (): void => {
		this.jobs = this.jobs.filter((job) => !job.over);
	};

	/** One file at a time: the disk is what they would wait for. */
	async #run(): Promise<void> {
		if (this.#running) return;
		this.#running = true;
		try {
			for (let job = this.#next(); job; job = this.#next()) await this.#read(job);
		} finally {
			this.#running = false;
		}
	}

	#next = (): ImportJob | undefined => this.jobs.find((job) => job.phase === 'waiting');

	async #read(job: ImportJob): Promise<void> {
		job.phase = 'reading';
		const made = await importFile(job.file, {
			programmeId: this.programme.id,
			task: taskOf(this.programme, job.taskId)!,
			onProgress: (share) => (job.progress = share),
			signal: job.abort.signal
		});
		if (job.abort.signal.aborted && (!made.ok || made.value === null)) {
			job.phase = 'cancelled';
			return;
		}
		if (!made.ok) job.failure = made.failure;
		else {
			job.discarded = made.discarded;
			job.take = made.value;
		}
		job.phase = made.ok ? 'done' : 'failed';
	}
}

let shared: ImportQueue | null = null;
/** The one queue of this tab. */
export const importQueue = (): ImportQueue => (shared ??= new ImportQueue());
