import { m } from '$lib/paraglide/messages.js';

/** What the person calls this device: whoever points with a finger holds a phone. */
export const deviceWord = (): string =>
	globalThis.matchMedia?.('(pointer: coarse)').matches ? m.submit_this_phone() : m.submit_this_computer();
