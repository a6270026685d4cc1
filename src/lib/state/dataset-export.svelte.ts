import { makeExport } from '$lib/adapters/hub/review.ts';
import type { Failure } from '$lib/failure/failure.ts';
import type { ExportMade } from '$lib/schema/hub-api.ts';

/** Making a dataset on the hub: one at a time, and it can be stopped. */
export class DatasetExport {
	working = $state(false);
	made = $state.raw<ExportMade | null>(null);
	failure = $state.raw<Failure | null>(null);
	#stop: AbortController | null = null;

	start = async (): Promise<void> => {
		if (this.working) return;
		const stop = new AbortController();
		this.#stop = stop;
		this.working = true;
		this.failure = null;
		const made = await makeExport(stop.signal);
		this.working = false;
		if (stop.signal.aborted) return;
		this.made = made.ok ? made.value : null;
		this.failure = made.ok ? null : made.failure;
	};

	cancel = (): void => this.#stop?.abort();
}
