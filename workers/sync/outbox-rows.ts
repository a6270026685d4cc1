import { knownMe } from '../../src/lib/adapters/hub/me.ts';
import { type OutboxRow, withDb } from '../../src/lib/adapters/store/db.ts';
import type { SubmissionView } from '../../src/lib/schema/hub-api.ts';
import { Manifest } from '../../src/lib/schema/submission.ts';
import type { TakeState } from '../../src/lib/schema/take.ts';
import { backoffMs } from './backoff.ts';
import type { HubClient } from './hub-client.ts';
import { sendSubmission, type Attempt } from './send-submission.ts';

/** The submission to send now: the one whose turn is longest due; null when none is. Call it with the lock held. */
export async function nextDue(nowMs: number): Promise<OutboxRow | null> {
	const rows = await waiting();
	return rows.filter((row) => row.nextAttemptAtMs <= nowMs)[0] ?? null;
}

/** When the next one is due; null when the outbox is empty. */
export async function nextDueMs(): Promise<number | null> {
	return (await waiting())[0]?.nextAttemptAtMs ?? null;
}

/** `sending` with the lock free belongs to a tab that is gone. */
const waiting = async (): Promise<OutboxRow[]> =>
	(await withDb(({ outbox }) => outbox.where('state').anyOf('queued', 'sending').toArray())).sort(
		(a, b) => a.nextAttemptAtMs - b.nextAttemptAtMs || a.submissionId.localeCompare(b.submissionId)
	);

export async function makeAllDue(): Promise<void> {
	await withDb(({ outbox }) => outbox.where('state').equals('queued').modify({ nextAttemptAtMs: 0 }));
}

/** One attempt at a row, and what came of it, written beside the take's state in one transaction. */
export async function attempt(row: OutboxRow, hub: HubClient): Promise<void> {
	const me = await knownMe();
	if (!me) return write(row, { kind: 'failed', code: 'not_joined', message: 'not joined' });
	await write(row, null);
	const rendition = await withDb(({ renditions }) => renditions.get(row.takeId));
	const blobs = new Map(
		rendition?.files.flatMap(({ file, blobs }) => file.objects.map(({ oid }, i) => [oid as string, blobs[i]]))
	);
	const outcome = await sendSubmission(row.manifest, manifestOf(row.manifest), {
		hub,
		personId: me.personId,
		object: async (oid) => blobs.get(oid) ?? null,
		onProgress: async (bytesSent) =>
			(await withDb(({ outbox }) => outbox.update(row.submissionId, { bytesSent }))) > 0 || stillThere(row)
	});
	await write(row, outcome);
}

/** `update` counts rows that changed: none also when the number is the same. */
const stillThere = async (row: OutboxRow): Promise<boolean> =>
	(await withDb(({ outbox }) => outbox.get(row.submissionId))) !== undefined;

/** Our own row, signed here: read without checking the signature again. */
function manifestOf(jws: string): Manifest {
	const body = jws.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/');
	const bytes = Uint8Array.from(atob(body), (char) => char.charCodeAt(0));
	return Manifest.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

async function write(row: OutboxRow, outcome: Attempt | null): Promise<void> {
	const [changes, state] = changesOf(row, outcome);
	await withDb((handle) =>
		handle.transaction('rw', handle.outbox, handle.takes, async () => {
			if (!(await handle.outbox.get(row.submissionId))) return;
			await handle.outbox.update(row.submissionId, changes);
			if (state) await handle.takes.update(row.takeId, { state });
		})
	);
}

function changesOf(row: OutboxRow, outcome: Attempt | null): [Partial<OutboxRow>, TakeState | null] {
	if (outcome === null) return [{ state: 'sending', failureCode: null }, 'sending'];
	if (outcome.kind === 'stored')
		return [{ state: 'stored', receipt: outcome.receipt, bytesSent: row.bytesTotal, failureCode: null }, 'stored'];
	if (outcome.kind === 'gone') return [{}, null];
	if (outcome.kind === 'failed') return [{ state: 'failed', failureCode: outcome.code }, 'queued'];
	const attempts = row.attempts + 1;
	const waitMs = Math.max(outcome.waitMs ?? 0, backoffMs(attempts, Math.random()));
	return [{ state: 'queued', failureCode: outcome.code, attempts, nextAttemptAtMs: Date.now() + waitMs }, 'queued'];
}

/** True while this device has takes at the hub whose fate may still change. */
export const hasTakesAtHub = async (): Promise<boolean> =>
	(await withDb(({ takes }) => takes.where('state').anyOf('stored', 'accepted', 'sent_back').count())) > 0;

/** Writes what the hub decided to the takes. Only what changed is written. */
export async function writeReviews(reviews: readonly SubmissionView[]): Promise<void> {
	await withDb((handle) =>
		handle.transaction('rw', handle.takes, async () => {
			for (const { submissionId, state, reason, words } of reviews) {
				const take = await handle.takes.where('submissionId').equals(submissionId).first();
				if (!take || !['stored', 'accepted', 'sent_back'].includes(take.state)) continue;
				const sentBack = state === 'sent_back' ? { reason: reason ?? 'other', words } : null;
				const same = take.state === state && JSON.stringify(take.sentBack) === JSON.stringify(sentBack);
				if (!same) await handle.takes.update(take.id, { state, sentBack });
			}
		})
	);
}
