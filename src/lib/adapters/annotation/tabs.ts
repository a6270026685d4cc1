import type { DocUpdateRow } from '../store/db.ts';

/** What one tab tells the others once a row is saved. */
export type TabMessage = Pick<DocUpdateRow, 'update' | 'plan' | 'kind'>;

type Hear = {
	/** Another tab saved a row. */
	saved(message: TabMessage): void;
	/**
	 * There may be rows on the disk that nobody told of: a tab that ended between writing and telling was opened again, or
	 * this page is looked at again.
	 */
	lookAgain(): void;
};

/** Passes saved rows between the tabs that show `docId`. Where there are no channels, tabs meet at the next opening. */
export function openTabs(docId: string, hear: Hear) {
	if (typeof BroadcastChannel === 'undefined')
		return { tell: (_message: TabMessage) => {}, opened: () => {}, close: () => {} };
	const rows = new BroadcastChannel(`handloom-doc-${docId}`);
	// Apart from the rows: a tab of an older version takes everything on that channel for one.
	const openings = new BroadcastChannel(`handloom-doc-opened-${docId}`);
	rows.addEventListener('message', (event: MessageEvent<TabMessage>) => hear.saved(event.data));
	openings.addEventListener('message', hear.lookAgain);
	const page = typeof document === 'undefined' ? null : document;
	const seen = () => page?.visibilityState === 'visible' && hear.lookAgain();
	page?.addEventListener('visibilitychange', seen);
	return {
		tell: (message: TabMessage) => rows.postMessage(message),
		/** This tab has read what is on the disk. */
		opened: () => openings.postMessage(null),
		close() {
			rows.close();
			openings.close();
			page?.removeEventListener('visibilitychange', seen);
		}
	};
}
