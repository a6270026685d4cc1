import { sha256 } from '$lib/adapters/keys/sha256.ts';
import { appendConsent, latestConsent } from '$lib/adapters/store/consents.ts';
import type { Failure } from '$lib/failure/failure.ts';
import { getLocale } from '$lib/paraglide/runtime.js';
import { Sha256 } from '$lib/schema/ids.ts';
import type { Programme } from '$lib/schema/programme.ts';
import type { ConsentEvent } from '$lib/schema/submission.ts';
import { timeMs } from '$lib/schema/units.ts';

/**
 * A person's choice for each purpose. Every switch is one signed event, appended before it shows as saved; without a
 * network too. Choices made under other terms do not hold: everything is off again.
 *
 *   null ──load──► ready ──set──► saving ──► ready (saved | failure)
 */
export class ConsentForm {
	readonly programme: Programme;
	ready = $state(false);
	saving = $state(false);
	/** When the choices on screen were saved; null before the first. */
	savedAtMs = $state<number | null>(null);
	termsChanged = $state(false);
	termsSha256 = $state<string | null>(null);
	purposes = $state.raw<Record<string, boolean>>({});
	failure = $state.raw<Failure | null>(null);
	count = $derived(Object.values(this.purposes).filter(Boolean).length);

	#last: Promise<void> = Promise.resolve();

	constructor(programme: Programme) {
		this.programme = programme;
		this.purposes = this.#allOff();
	}

	load = async (): Promise<void> => {
		this.termsSha256 = await sha256(this.programme.terms.text);
		const kept = await latestConsent(this.programme.id);
		this.failure = kept.ok ? null : kept.failure;
		if (!kept.ok) return;
		const event = kept.value?.event;
		this.termsChanged = event !== undefined && event.termsSha256 !== this.termsSha256;
		if (event && !this.termsChanged) {
			this.purposes = Object.fromEntries(this.programme.purposes.map(({ id }) => [id, event.purposes[id] === true]));
			this.savedAtMs = event.atMs;
		}
		this.ready = true;
	};

	/**
	 * Switches one purpose, after those that are still being saved.
	 * On failure the switch goes back, because what is not signed does not hold.
	 */
	set = (id: string, on: boolean): Promise<void> => (this.#last = this.#last.then(() => this.#set(id, on)));

	async #set(id: string, on: boolean): Promise<void> {
		if (!this.ready) return;
		const before = this.purposes;
		this.purposes = { ...before, [id]: on };
		this.saving = true;
		const kept = await appendConsent(this.#event());
		this.saving = false;
		if (!kept.ok) this.purposes = before;
		else {
			this.savedAtMs = kept.value.event.atMs;
			this.termsChanged = false;
		}
		this.failure = kept.ok ? null : kept.failure;
	}

	#event = (): ConsentEvent => ({
		schema: 'consent-event/1',
		programmeId: this.programme.id,
		programmeVersion: this.programme.version,
		termsVersion: this.programme.terms.version,
		termsSha256: Sha256.parse(this.termsSha256),
		locale: getLocale(),
		atMs: timeMs(Date.now()),
		purposes: this.purposes
	});

	#allOff = (): Record<string, boolean> => Object.fromEntries(this.programme.purposes.map(({ id }) => [id, false]));
}
