import type { DocUpdateRow } from '../store/db.ts';

/** What one tab tells the others once a row is saved. */
export type TabMessage = Pick<DocUpdateRow, 'update' | 'plan' | 'kind'>;

/** Passes saved rows between the tabs that show `docId`. Where there are no channels, tabs meet at the next opening. */
export function openTabs(docId: string, hear: (message: TabMessage) => void) {
	if (typeof BroadcastChannel === 'undefined') return { tell: (_message: TabMessage) => {}, close: () => {} };
	const channel = new BroadcastChannel(`handloom-doc-${docId}`);
	channel.addEventListener('message', (event: MessageEvent<TabMessage>) => hear(event.data));
	return {
		tell: (message: TabMessage) => channel.postMessage(message),
		close: () => channel.close()
	};
}
