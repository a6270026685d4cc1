import type { Command } from '$lib/state/command.ts';
import type { LabelSession } from '$lib/state/label-session.svelte.ts';
import { boxCommands } from './box.ts';
import { labelCommands } from './labels.ts';
import { pageCommands } from './page.ts';
import { pickerCommands } from './pickers.ts';
import { playCommands } from './playing.ts';
import { pointCommands } from './points.ts';
import { sideCommands } from './sides.ts';

/** What the studio can do on one clip, the more particular first: the first command that can run gets the key. */
export function studioCommands(session: LabelSession, showKeys: () => void): Command[] {
	return [
		...pickerCommands(session),
		...sideCommands(session),
		...boxCommands(session),
		...pointCommands(session),
		...labelCommands(session),
		...playCommands(session),
		...pageCommands(session, showKeys)
	];
}
