import { readChosenKeys, saveChosenKeys } from '$lib/adapters/store/chosen-keys.ts';
import type { ChosenKeys, KeyCombo } from '$lib/schema/key-map.ts';
import { createContext } from 'svelte';
import type { Command } from './command.ts';
import type { Notices } from './notices.svelte.ts';
import { chooseKey, clashesWith, comboFrom, remapped, resetKey } from './remap.ts';

/** A key that was pressed for a command and that others have already. */
export type Clash = { id: string; combo: KeyCombo; others: readonly Command[] };

/**
 * The keys of the studio: those of its commands, changed as the person likes. Changes are saved on this device.
 *
 *   none ──ask(id)──► asking ──a free key──► none (saved) / ──a key in use──► clash ──take──► none (saved)
 *                        └──Esc──► none                                         └──leave──► none
 */
export class StudioKeys {
	chosen = $state.raw<ChosenKeys>({});
	/** The command that waits for its new key. */
	asking = $state.raw<string | null>(null);
	clash = $state.raw<Clash | null>(null);
	/** The last key that was pressed belongs to the browser. */
	kept = $state(false);
	/** All commands with the keys that hold now. */
	readonly commands: readonly Command[];
	#notices: Notices;

	constructor(own: () => readonly Command[], notices: Notices) {
		this.#notices = notices;
		this.commands = $derived(remapped(own(), this.chosen));
		void readChosenKeys().then((chosen) => (this.chosen = chosen));
	}

	/** What is printed on the key of a command; undefined where it has none. */
	cap = (id: string): string | undefined => this.commands.find((command) => command.id === id)?.keys[0]?.cap;
	find = (id: string): Command | undefined => this.commands.find((command) => command.id === id);

	ask = (id: string): void => {
		this.leave();
		this.asking = id;
	};
	leave = (): void => {
		this.asking = null;
		this.clash = null;
		this.kept = false;
	};

	/** A key pressed while a command waits for one. True: it was meant for that. */
	press = (event: KeyboardEvent): boolean => {
		const id = this.asking;
		if (id === null) return false;
		if (event.key === 'Escape') {
			this.leave();
			return true;
		}
		const combo = comboFrom(event);
		this.kept = combo === 'kept';
		if (combo === null || combo === 'kept') return true;
		const others = clashesWith(this.commands, id, combo);
		this.asking = null;
		if (others.length > 0) this.clash = { id, combo, others };
		else void this.#save(chooseKey(this.chosen, id, combo));
		return true;
	};

	/** The other commands give the key up. */
	take = (): void => {
		const { clash } = this;
		if (!clash) return;
		this.clash = null;
		void this.#save(chooseKey(this.chosen, clash.id, clash.combo, clash.others));
	};

	reset = (id: string): void => void this.#save(resetKey(this.chosen, id));
	resetAll = (): void => void this.#save({});

	async #save(chosen: ChosenKeys): Promise<void> {
		const before = this.chosen;
		this.chosen = chosen;
		const saved = await saveChosenKeys(chosen);
		if (saved.ok) return;
		this.chosen = before;
		this.#notices.fail(saved.failure);
	}
}

export const [useStudioKeys, provideStudioKeys] = createContext<StudioKeys>();
