import { m } from '$lib/paraglide/messages.js';
import type { Command, Scope } from '$lib/state/command.ts';
import type { LabelSession } from '$lib/state/label-session.svelte.ts';
import { boxCommands } from './box.ts';
import { cutCommands } from './cutting.ts';
import { labelCommands } from './labels.ts';
import { pageCommands, type Show } from './page.ts';
import { pickerCommands } from './pickers.ts';
import { playCommands } from './playing.ts';
import { pointCommands } from './points.ts';
import { timelineCommands } from './timeline.ts';
import { sideCommands } from './sides.ts';
import { worstCommands } from './worst.ts';

/** What the studio can do on one clip, the more particular first: the first command that can run gets the key. */
export function studioCommands(session: LabelSession, show: Show): Command[] {
	return withScopes([
		...pickerCommands(session),
		...sideCommands(session),
		...boxCommands(session),
		...pointCommands(session),
		...worstCommands(session),
		...labelCommands(session),
		...cutCommands(session),
		...timelineCommands(session),
		...playCommands(session),
		...pageCommands(session, show)
	]);
}

/** Which group can run in one state of the page alone. What enters that state is in its group too, and runs outside. */
function withScopes(commands: Command[]): Command[] {
	const scopes: Partial<Record<string, Scope>> = {
		[m.label_keys_grips()]: 'grip',
		[m.label_keys_failures()]: 'failure',
		[m.label_keys_recoveries()]: 'recovery',
		[m.label_keys_points()]: 'points',
		[m.label_keys_box()]: 'box',
		[m.label_keys_sides()]: 'free'
	};
	const ENTRIES = ['points', 'box'];
	return commands.map((command) => ({
		...command,
		// A label grows while a key is held, and only where none is selected.
		scope:
			command.scope ??
			(command.id === 'no-snap'
				? undefined
				: command.release || ENTRIES.includes(command.id)
					? 'free'
					: scopes[command.group])
	}));
}
