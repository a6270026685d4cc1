import { readDeclared, saveDeclared } from '$lib/adapters/store/declared.ts';
import { absentPoints, lackingDigits, lacksHand } from '$lib/domain/quality/declared.ts';
import type { Digit } from '$lib/domain/hands/topology.ts';
import type { Failure } from '$lib/failure/failure.ts';
import type { Side } from '$lib/schema/ids.ts';
import type { Declared } from '$lib/schema/quality.ts';
import { NOTHING_DECLARED } from '$lib/schema/quality-limits.ts';

/** What a person says of their own hands. Saved with every change. */
export class DeclaredHands {
	declared = $state.raw<Declared>(NOTHING_DECLARED);
	failure = $state.raw<Failure | null>(null);
	/** False until what was saved has been read: nothing may be changed before. */
	ready = $state(false);

	open = async (): Promise<void> => {
		const read = await readDeclared();
		this.failure = read.ok ? null : read.failure;
		if (!read.ok) return;
		this.declared = read.value;
		this.ready = true;
	};

	lacks = (side: Side, digit: Digit): boolean => lackingDigits(this.declared.absent[side]).includes(digit);
	lacksHand = (side: Side): boolean => lacksHand(this.declared, side);

	setDigit = (side: Side, digit: Digit, lacking: boolean): Promise<void> => {
		const others = lackingDigits(this.declared.absent[side]).filter((each) => each !== digit);
		return this.#setAbsent(side, absentPoints(lacking ? [...others, digit] : others));
	};
	setHand = (side: Side, lacking: boolean): Promise<void> => this.#setAbsent(side, absentPoints(lacking ? 'hand' : []));
	setCovered = (side: Side, covered: boolean): Promise<void> =>
		this.#save({ ...this.declared, covered: { ...this.declared.covered, [side]: covered } });

	#setAbsent(side: Side, absent: number[]): Promise<void> {
		return this.#save({ ...this.declared, absent: { ...this.declared.absent, [side]: absent } });
	}

	async #save(next: Declared): Promise<void> {
		this.declared = next;
		const saved = await saveDeclared(next);
		this.failure = saved.ok ? null : saved.failure;
	}
}
