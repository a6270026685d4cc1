import { firstLoadDone } from '../offline/first-load.ts';
import { withDb } from '../store/db.ts';
import { kickSync } from './outbox.ts';

/**
 * What was still to be sent when the last page closed, and what a review may have decided since: goes on by itself, on
 * whatever page the studio is opened, once that page has what it needs. Starts no worker where there is nothing to do.
 */
export async function resumeSync(): Promise<void> {
	await firstLoadDone();
	const toSend = await withDb(({ outbox }) => outbox.where('state').anyOf('queued', 'sending').count());
	const toHear = await withDb(({ takes }) => takes.where('state').equals('stored').count());
	if (toSend + toHear > 0) kickSync();
}
