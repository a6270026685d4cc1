import { createHash, randomBytes } from 'node:crypto';
import type { Invite, InviteView, Role } from '../../schema/hub-api.ts';
import type { PersonId } from '../../schema/ids.ts';
import { timeMs } from '../../schema/units.ts';
import { grant, refuse, type Answer } from '../answer.ts';
import type { Hub } from '../hub.ts';

const LIFE_MS: Record<Role, number> = { owner: 24 * 3600_000, worker: 7 * 24 * 3600_000, annotator: 7 * 24 * 3600_000 };

/** Only the hash is kept: whoever reads the database cannot join with it. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Makes an invitation for one person; its address holds 256 random bits and is never shown again. */
export async function makeInvite(hub: Hub, origin: string, role: Role, by: PersonId | null): Promise<Invite> {
	const token = randomBytes(32).toString('base64url');
	const at = hub.nowMs();
	const expiresAtMs = timeMs(at + LIFE_MS[role]);
	await hub.db
		.insertInto('invite')
		.values({
			token_sha256: hashToken(token),
			role,
			created_by: by,
			created_at_ms: at,
			expires_at_ms: expiresAtMs,
			used_at_ms: null,
			used_by: null
		})
		.execute();
	return { url: `${origin}/join/${token}`, role, expiresAtMs };
}

/** The invitation that `token` opens, if it still opens one. */
export async function findInvite(hub: Hub, token: string): Promise<Answer<{ tokenSha256: string; role: Role }>> {
	const row = await hub.db
		.selectFrom('invite')
		.selectAll()
		.where('token_sha256', '=', hashToken(token))
		.executeTakeFirst();
	if (!row) return refuse('not_found', 'no such invite');
	if (row.used_at_ms !== null) return refuse('invite_used', 'invite was used');
	if (row.expires_at_ms <= hub.nowMs()) return refuse('invite_expired', 'invite is too old');
	return grant({ tokenSha256: row.token_sha256, role: row.role });
}

/** What the invited person sees before joining. An invitation that does not exist is `not_found`; a dead one is shown as such. */
export async function viewInvite(hub: Hub, token: string): Promise<Answer<InviteView>> {
	const row = await hub.db
		.selectFrom('invite')
		.selectAll()
		.where('token_sha256', '=', hashToken(token))
		.executeTakeFirst();
	if (!row) return refuse('not_found', 'no such invite');
	const usable = row.used_at_ms === null && row.expires_at_ms > hub.nowMs();
	return grant({ role: row.role, programmeTitle: hub.programme.title, usable });
}

/** Takes the invitation in one step, so that of two who follow it together one joins. */
export async function takeInvite(hub: Hub, tokenSha256: string): Promise<boolean> {
	const { numUpdatedRows } = await hub.db
		.updateTable('invite')
		.set({ used_at_ms: hub.nowMs() })
		.where('token_sha256', '=', tokenSha256)
		.where('used_at_ms', 'is', null)
		.where('expires_at_ms', '>', hub.nowMs())
		.executeTakeFirst();
	return numUpdatedRows === 1n;
}

/** While nobody owns the hub: a fresh one-time link for its owner; links made earlier stop working. Null once somebody does. */
export async function ownerLink(hub: Hub, origin: string): Promise<string | null> {
	const owner = await hub.db.selectFrom('user').select('id').where('role', '=', 'owner').executeTakeFirst();
	if (owner) return null;
	await hub.db.deleteFrom('invite').where('role', '=', 'owner').where('used_at_ms', 'is', null).execute();
	return (await makeInvite(hub, origin, 'owner', null)).url;
}
