import type { TakeId } from '../../schema/ids.ts';

const NAME = 'handloom-take-cut';

/** Tells the other tabs that a take is another one from now on: what they hold of it is gone. */
export function tellTabs(takeId: TakeId): void {
	if (typeof BroadcastChannel === 'undefined') return;
	const channel = new BroadcastChannel(NAME);
	channel.postMessage(takeId);
	channel.close();
}

/** Calls `hear` with takes that another tab cut. Returns the way to stop. */
export function hearCuts(hear: (takeId: string) => void): () => void {
	if (typeof BroadcastChannel === 'undefined') return () => undefined;
	const channel = new BroadcastChannel(NAME);
	channel.addEventListener('message', (event: MessageEvent<unknown>) => hear(String(event.data)));
	return () => channel.close();
}
