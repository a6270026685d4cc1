import { fetchMe, knownMe, rememberMe } from '$lib/adapters/hub/me.ts';
import type { Me } from '$lib/schema/hub-api.ts';
import { createContext } from 'svelte';

/** Who is using this device. Known from the last visit, then asked of the hub; offline the last answer stands. */
export class Session {
	me = $state.raw<Me | null>(null);
	/** False until the last known answer was read. */
	ready = $state(false);
	online = $state(navigator.onLine);
	#listening = new AbortController();

	constructor() {
		const { signal } = this.#listening;
		addEventListener('online', () => (this.online = true), { signal });
		addEventListener('offline', () => (this.online = false), { signal });
		void this.refresh();
	}

	refresh = async (): Promise<void> => {
		this.me ??= await knownMe();
		this.ready = true;
		// Who never joined has nothing to ask, and a hub may not even be there.
		if (!this.me) return;
		const asked = await fetchMe();
		if (!asked.ok) return;
		this.me = asked.value;
		await rememberMe(asked.value);
	};

	close(): void {
		this.#listening.abort();
	}
}

export const [useSession, provideSession] = createContext<Session>();
