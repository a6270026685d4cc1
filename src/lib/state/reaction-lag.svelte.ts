import { readReactionLag, saveReactionLag } from '$lib/adapters/store/reaction-lag.ts';
import type { Lag } from '$lib/domain/reaction/judge-reactions.ts';
import type { ReactionLagSetting } from '$lib/schema/reaction-lag.ts';
import { timeMs } from '$lib/schema/units.ts';
import type { Notices } from './notices.svelte.ts';

/** How late the person presses, and whether labels are put earlier by it. Kept on this device. */
export class ReactionLag {
	setting = $state.raw<ReactionLagSetting | null>(null);
	/** What labels are shifted by, microseconds; 0 while it is off or not measured. */
	readonly usedUs = $derived(this.setting?.on ? this.setting.lagMs * 1000 : 0);
	#notices: Notices;

	constructor(notices: Notices) {
		this.#notices = notices;
		void readReactionLag().then((setting) => (this.setting ??= setting));
	}

	keep = (lag: Lag): Promise<void> =>
		this.#save({ schema: 'reaction-lag/1', ...lag, measuredAtMs: timeMs(Date.now()), on: true });

	switchTo = async (on: boolean): Promise<void> => {
		if (this.setting) await this.#save({ ...this.setting, on });
	};

	async #save(setting: ReactionLagSetting): Promise<void> {
		this.setting = setting;
		const saved = await saveReactionLag(setting);
		if (!saved.ok) this.#notices.fail(saved.failure);
	}
}
