import type { People } from '../../schema/hub-api.ts';
import { PersonId } from '../../schema/ids.ts';
import { timeMs } from '../../schema/units.ts';
import type { Hub } from '../hub.ts';

/** Who takes part, in the order of joining, and the invitations that still work. Never what anybody has delivered. */
export async function listPeople(hub: Hub): Promise<People> {
	const people = await hub.db
		.selectFrom('user')
		.select(['id', 'name', 'role', 'createdAt'])
		.orderBy('createdAt')
		.execute();
	const invites = await hub.db
		.selectFrom('invite')
		.select(['role', 'created_at_ms', 'expires_at_ms'])
		.where('used_at_ms', 'is', null)
		.where('expires_at_ms', '>', hub.nowMs())
		.orderBy('created_at_ms')
		.execute();
	return {
		people: people.map(({ id, name, role, createdAt }) => ({
			personId: PersonId.parse(id),
			displayName: name,
			role,
			joinedAtMs: timeMs(Date.parse(createdAt))
		})),
		invites: invites.map((row) => ({
			role: row.role,
			createdAtMs: timeMs(row.created_at_ms),
			expiresAtMs: timeMs(row.expires_at_ms)
		}))
	};
}
