import type { Command } from './command.ts';

/** Lower case, without accents and with any space as one: as people type when they look for something. */
const plain = (text: string): string =>
	text.normalize('NFKD').replace(/\p{Mn}/gu, '').toLocaleLowerCase().replace(/\s+/g, ' ').trim(); // prettier-ignore

/**
 * Commands whose words, group or key have every word of `wanted`, in the language of the interface. Those whose words
 * begin with it come first, then those with a word that does, then the rest; equal ones keep their order.
 */
export function findCommands(commands: readonly Command[], wanted: string): Command[] {
	const text = plain(wanted);
	if (text === '') return [...commands];
	const parts = text.split(' ');
	const found = commands.flatMap((command) => {
		const words = plain(command.words());
		const all = `${words} ${plain(command.group)} ${command.keys.map((key) => key.cap.toLowerCase()).join(' ')}`;
		if (!parts.every((part) => all.includes(part))) return [];
		const rank = words.startsWith(text) ? 0 : ` ${words}`.includes(` ${text}`) ? 1 : words.includes(text) ? 2 : 3;
		return [{ command, rank }];
	});
	return found.sort((a, b) => a.rank - b.rank).map(({ command }) => command);
}
