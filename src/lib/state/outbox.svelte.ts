import { kickSync, sendAgain, watchOutbox } from '$lib/adapters/sync/outbox.ts';
import type { OutboxRow } from '$lib/adapters/store/db.ts';
import { reportUnexpected } from '$lib/adapters/report/report.ts';
import type { Outcome } from '$lib/failure/failure.ts';
import type { TakeId } from '$lib/schema/ids.ts';

/** What is on its way to the hub, as any tab sees it. Rows are read from IndexedDB, so every tab and worker agrees. */
export class Outbox {
	rows = $state.raw<OutboxRow[]>([]);
	#stop: () => void;

	constructor() {
		this.#stop = watchOutbox(
			(rows) => (this.rows = rows),
			(error) => reportUnexpected('outbox', error)
		);
		kickSync();
	}

	of = (takeId: TakeId): OutboxRow | null => this.rows.find((row) => row.takeId === takeId) ?? null;
	again = (takeId: TakeId): Promise<Outcome<null>> => sendAgain(takeId);

	close(): void {
		this.#stop();
	}
}
