import type { Hub } from '../hub.ts';

const WINDOW_MS = 10 * 60_000;
/** Wrong invitations that one address may try in ten minutes. */
export const MOST_ATTEMPTS = 20;

/** Whether `key` failed too often of late. Kept in the database, because the hub may run as several processes. */
export async function tooManyAttempts(hub: Hub, key: string): Promise<boolean> {
	const row = await hub.db
		.selectFrom('attempt')
		.select((e) => e.fn.countAll<number>().as('count'))
		.where('key', '=', key)
		.where('at_ms', '>', hub.nowMs() - WINDOW_MS)
		.executeTakeFirstOrThrow();
	return row.count >= MOST_ATTEMPTS;
}

/** Notes a failed attempt, and forgets those that no longer count. */
export async function noteAttempt(hub: Hub, key: string): Promise<void> {
	await hub.db
		.deleteFrom('attempt')
		.where('at_ms', '<=', hub.nowMs() - WINDOW_MS)
		.execute();
	await hub.db.insertInto('attempt').values({ key, at_ms: hub.nowMs() }).execute();
}
