import { clockText } from '$lib/components/controls/clock.ts';
import { deviceWord } from '$lib/components/controls/device-word.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Take } from '$lib/schema/take.ts';

/** One thing to know of a take; `damage` is about what plays, the rest about how it was filmed. */
export type TakeNote = { kind: 'damage' | 'hidden' | 'asleep'; words: string };

/** The end of a span as a person reads it: rounded up, so that 0:04 to 0:05 holds all of it. */
const until = (us: number): string => clockText(Math.ceil(us / 1e6) * 1e6);

function damageWords(take: Take, span: { fromUs: number; toUs: number | null }): string {
	const number = take.number;
	const from = clockText(span.fromUs);
	if (span.toUs !== null) return m.take_damaged_part({ from, to: until(span.toUs), number });
	return span.fromUs === 0 ? m.take_damaged_all({ number }) : m.take_damaged_end({ from, number });
}

export function takeNotes(take: Take): TakeNote[] {
	const damage = (take.damage?.spans ?? []).map((span) => ({
		kind: 'damage' as const,
		words: damageWords(take, span)
	}));
	const interruptions = (take.facts?.interruptions ?? []).map(({ kind, fromUs, toUs }) => {
		const at = { from: clockText(fromUs), to: until(toUs) };
		const words = kind === 'hidden' ? m.take_was_hidden(at) : m.take_was_asleep({ ...at, device: deviceWord() });
		return { kind, words };
	});
	return [...damage, ...interruptions];
}
