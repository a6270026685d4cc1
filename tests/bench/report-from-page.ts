import type { BrowserContext } from '@playwright/test';
import { counterOf } from './painted-counter.ts';

/** What pages reported until now. */
export type Reported = {
	/** The newest counter that the preview showed; null before the first. */
	counter: number | null;
	/** Bytes of the running take that the database had acknowledged to the recorder. */
	storedBytes: number;
	/** Rows seen in the database. */
	rows: { takeId: string; seq: number; sha256: string }[];
};

type Message = { counter: number } | { storedBytes: number } | { row: Reported['rows'][number] };

/** Makes pages that are opened from now on report what they see and what the database holds, as it happens. */
export async function reportFromPage(context: BrowserContext): Promise<Reported> {
	const reported: Reported = { counter: null, storedBytes: 0, rows: [] };
	await context.exposeBinding('handloomReport', (_source, message: Message) => {
		if ('counter' in message) reported.counter = message.counter;
		else if ('storedBytes' in message) reported.storedBytes = message.storedBytes;
		else reported.rows.push(message.row);
	});
	await context.addInitScript({ content: `(${watch.toString()})(${counterOf.toString()})` });
	return reported;
}

/** Runs in the page; uses nothing from outside. */
function watch(read: (cells: ArrayLike<number>) => number | null): void {
	const report = (message: Message) =>
		(globalThis as unknown as { handloomReport(message: Message): Promise<void> }).handloomReport(message);

	// Counters of the preview, each frame that is painted.
	const context = new OffscreenCanvas(160, 1).getContext('2d', { willReadFrequently: true });
	const watched = new WeakSet<HTMLVideoElement>();
	const look = (video: HTMLVideoElement) => {
		context?.drawImage(video, 0, video.videoHeight * 0.03, video.videoWidth, video.videoHeight * 0.03, 0, 0, 160, 1);
		const pixels = context?.getImageData(0, 0, 160, 1).data;
		const counter = pixels ? read(Array.from({ length: 20 }, (_, cell) => pixels[(cell * 8 + 4) * 4 + 1]!)) : null;
		if (counter !== null) void report({ counter });
		video.requestVideoFrameCallback(() => look(video));
	};
	setInterval(() => {
		for (const video of document.querySelectorAll('video')) {
			if (watched.has(video)) continue;
			watched.add(video);
			video.requestVideoFrameCallback(() => look(video));
		}
	}, 100);

	// What the recorder's worker says was acknowledged, as the page hears it.
	const listen = MessagePort.prototype.addEventListener;
	MessagePort.prototype.addEventListener = function (this: MessagePort, ...args: Parameters<typeof listen>) {
		listen.call(this, 'message', (event) => {
			const said = (event as MessageEvent).data?.argumentList?.[0]?.value;
			if (said?.kind === 'stored') void report({ storedBytes: said.bytes });
		});
		listen.apply(this, args);
	};

	// Rows that another connection to the database can see.
	let database: IDBDatabase | null = null;
	let seen: [string, number] = ['', -1];
	const readRows = () => {
		if (!database?.objectStoreNames.contains('mediaRows')) return;
		const range = IDBKeyRange.lowerBound(seen, true);
		const asked = database.transaction('mediaRows').objectStore('mediaRows').openCursor(range);
		asked.onsuccess = () => {
			const cursor = asked.result;
			if (!cursor) return;
			const { takeId, seq, sha256 } = cursor.value;
			if (takeId < seen[0] || (takeId === seen[0] && seq <= seen[1])) return cursor.continue();
			seen = [takeId, seq];
			void report({ row: { takeId, seq, sha256 } });
			cursor.continue();
		};
	};
	setInterval(() => {
		if (database) return readRows();
		if (!location.pathname.startsWith('/record') || !document.querySelector('[data-stage]')) return;
		const opening = indexedDB.open('handloom');
		// An upgrade of ours would stand in the app's way.
		opening.onupgradeneeded = () => opening.transaction?.abort();
		opening.onerror = () => undefined;
		opening.onsuccess = () => (database ??= opening.result);
	}, 100);
}
