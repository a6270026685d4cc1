import { fetchInvite, fetchProgramme, joinHub } from '$lib/adapters/hub/join.ts';
import { ok, type Failure, type Outcome } from '$lib/failure/failure.ts';
import type { InviteView, Me } from '$lib/schema/hub-api.ts';
import type { Programme } from '$lib/schema/programme.ts';
import { Asked } from './asked.svelte.ts';

/** Following an invitation: what it is for, then joining with a name and this device's key. */
export class Joining {
	readonly view: Asked<{ invite: InviteView; programme: Programme }>;
	name = $state('');
	nameMissing = $state(false);
	busy = $state(false);
	failure = $state.raw<Failure | null>(null);
	#token: string;

	constructor(token: string) {
		this.#token = token;
		this.view = new Asked(() => this.#look());
	}

	/** Null when it did not work; `failure` or `nameMissing` says why. */
	join = async (): Promise<Me | null> => {
		const name = this.name.trim();
		this.nameMissing = name.length < 1 || name.length > 60;
		if (this.nameMissing || this.busy) return null;
		this.busy = true;
		const joined = await joinHub(this.#token, name, Date.now());
		this.busy = false;
		this.failure = joined.ok ? null : joined.failure;
		return joined.ok ? joined.value : null;
	};

	async #look(): Promise<Outcome<{ invite: InviteView; programme: Programme }>> {
		const [invite, programme] = await Promise.all([fetchInvite(this.#token), fetchProgramme()]);
		if (!invite.ok) return invite;
		return programme.ok ? ok({ invite: invite.value, programme: programme.value }) : programme;
	}
}
