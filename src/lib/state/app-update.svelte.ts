import { activateWhenIdle } from '$lib/adapters/offline/activate.ts';
import { registerOffline } from '$lib/adapters/offline/register.ts';

/**
 * A newer version of the studio. It is fetched by itself, and used only when the person asks for it or when all tabs were
 * closed: never in the middle of a recording, an upload or a rendition, in any tab.
 */
export class AppUpdate {
	waiting = $state(false);
	/** The person asked for it while work was going on; it still waits. */
	refused = $state(false);
	#worker: ServiceWorker | null = null;

	constructor() {
		void registerOffline((worker) => {
			this.#worker = worker;
			this.waiting = true;
		});
	}

	use = async (): Promise<void> => {
		if (this.#worker) this.refused = !(await activateWhenIdle(this.#worker));
	};
}
