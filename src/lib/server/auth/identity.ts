import { Role } from '../../schema/hub-api.ts';
import { PersonId } from '../../schema/ids.ts';
import { grant, refuse, type Answer } from '../answer.ts';
import type { Hub } from '../hub.ts';

/** Who is asking: the person whose session cookie came with the request. */
export type Identity = { personId: PersonId; role: Role; displayName: string };

/** Null without a valid session. `setCookies` prolongs the session where it was due. */
export async function identityOf(hub: Hub, headers: Headers): Promise<{ who: Identity | null; setCookies: string[] }> {
	if (!headers.has('cookie')) return { who: null, setCookies: [] };
	const { response, headers: answer } = await hub.auth.api.getSession({ headers, returnHeaders: true });
	const setCookies = answer?.getSetCookie() ?? [];
	if (!response) return { who: null, setCookies };
	const { id, name, role } = response.user;
	return { who: { personId: PersonId.parse(id), role: Role.parse(role), displayName: name }, setCookies };
}

/** Demands one of `roles` (any, when none is named). */
export function demand(who: Identity | null, ...roles: Role[]): Answer<Identity> {
	if (!who) return refuse('not_signed_in', 'no valid session');
	if (roles.length > 0 && !roles.includes(who.role))
		return refuse('not_allowed', `role ${who.role} is not one of ${roles.join(', ')}`);
	return grant(who);
}
