import { importSample } from '$lib/adapters/import/import-file.ts';
import { recoverRecordings } from '$lib/adapters/import/recover-recordings.ts';
import { listTakes } from '$lib/adapters/store/takes.ts';
import { isKnownPrivate, minutesOfSpace, notGuaranteed, readSpace, RECORDING_BITS } from '$lib/adapters/store/space.ts';
import { openTake } from '$lib/domain/path/next-step.ts';
import { builtInProgramme } from '$lib/domain/programme/built-in.ts';
import type { Failure } from '$lib/failure/failure.ts';
import type { Take } from '$lib/schema/take.ts';

/** The task that the sample clip shows. */
const SAMPLE_TASK = 'move-block';

/** The first page: the take to go on with, what a crash left behind, and the tasks. */
export class TasksHome {
	readonly programme = builtInProgramme;
	takes = $state.raw<Take[]>([]);
	minutes = $state<number | null>(null);
	/** The browser tells that this window is private. */
	isPrivate = $state(false);
	/** The browser was asked to keep the takes and has not promised it. */
	notGuaranteed = $state(false);
	failure = $state.raw<Failure | null>(null);
	/** 0..1 while the sample is being copied in. */
	sampleProgress = $state<number | null>(null);
	ready = $state(false);
	/** Takes that a crash cut off and that nobody has looked at since. */
	readonly recovered = $derived(
		this.takes.filter((take) => take.state === 'recorded' && take.facts?.endedBy === 'crash')
	);
	readonly open = $derived(openTake(this.takes));

	load = async (): Promise<void> => {
		const recovered = await recoverRecordings();
		if (!recovered.ok) this.failure = recovered.failure;
		await this.refresh();
		this.minutes = minutesOfSpace(await readSpace(), RECORDING_BITS);
		this.isPrivate = await isKnownPrivate(navigator.storage);
		this.notGuaranteed = this.takes.length > 0 && (await notGuaranteed());
		this.ready = true;
	};

	refresh = async (): Promise<void> => {
		const listed = await listTakes();
		if (listed.ok) this.takes = listed.value.filter((take) => take.state !== 'recording');
		else this.failure = listed.failure;
	};

	filmed = (taskId: string): number => this.takes.filter((take) => take.taskId === taskId).length;
	task = (taskId: string) => this.programme.tasks.find((task) => task.id === taskId) ?? null;

	/** Copies the sample in as a take. Null where that failed; `failure` says why. */
	trySample = async (): Promise<Take | null> => {
		if (this.sampleProgress !== null) return null;
		this.sampleProgress = 0;
		const made = await importSample({
			programmeId: this.programme.id,
			task: this.task(SAMPLE_TASK)!,
			onProgress: (share) => (this.sampleProgress = share)
		});
		this.sampleProgress = null;
		if (made.ok) return made.value;
		this.failure = made.failure;
		return null;
	};
}
