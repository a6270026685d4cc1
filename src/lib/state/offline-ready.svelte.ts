import { offlineState, warmOffline, type OfflineState } from '$lib/adapters/offline/warm.ts';

/** Whether the studio would open and record here without a network. */
export class OfflineReady {
	state = $state.raw<OfflineState | null>(null);
	fetching = $state(false);
	readonly ready = $derived(this.state !== null && this.state.done === this.state.total);

	/** Looks, and fetches what is missing while nothing else needs the network. */
	refresh = async (): Promise<void> => {
		this.state = await offlineState();
	};

	fetchRest = async (): Promise<void> => {
		if (this.fetching) return;
		this.fetching = true;
		try {
			await warmOffline((state) => (this.state = state));
			await this.refresh();
		} finally {
			this.fetching = false;
		}
	};
}
