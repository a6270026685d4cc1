import { z } from '../../schema/zod.ts';
import { TYP } from '../../domain/rights/typ.ts';
import { Role, type JoinRequest, type Me } from '../../schema/hub-api.ts';
import { PersonId } from '../../schema/ids.ts';
import { TimeMs } from '../../schema/time.ts';
import { grant, refuse, type Answer } from '../answer.ts';
import type { Hub } from '../hub.ts';
import { readJws } from '../keys/read-jws.ts';
import { noteAttempt, tooManyAttempts } from './attempts.ts';
import { findInvite, takeInvite } from './invites.ts';

/** How far the device's clock and the hub's may be apart. */
const CLOCK_MS = 10 * 60_000;
const Proof = z.looseObject({ token: z.string(), origin: z.string(), atMs: TimeMs });

export type Joined = { me: Me; setCookies: string[] };

/**
 * Lets somebody in who holds an unused invitation and the private half of a device key.
 * The proof binds the key to this invitation, this hub and this moment. A device that somebody already joined with is
 * that person again (a lost cookie is mended by a new invitation for the same role); with another role: `conflict`.
 * `address`: where the request came from, for the limit on guesses.
 */
export async function join(hub: Hub, request: JoinRequest, origin: string, address: string): Promise<Answer<Joined>> {
	const key = `join:${address}`;
	if (await tooManyAttempts(hub, key)) return refuse('rate_limited', `too many failed joins from ${address}`);
	const joined = await tryJoin(hub, request, origin);
	if (!joined.ok) await noteAttempt(hub, key);
	return joined;
}

async function tryJoin(hub: Hub, request: JoinRequest, origin: string): Promise<Answer<Joined>> {
	const invite = await findInvite(hub, request.token);
	if (!invite.ok) return invite;
	const proof = await readJws(request.proof, TYP.join, Proof, () => request.deviceKey);
	if (!proof.ok) return proof;
	const { token, origin: signedOrigin, atMs } = proof.value.payload;
	if (token !== request.token || signedOrigin !== origin)
		return refuse('bad_signature', `the proof is for ${signedOrigin} or another invite`);
	if (Math.abs(hub.nowMs() - atMs) > CLOCK_MS) return refuse('bad_signature', `the proof is of ${atMs}`);

	const known = await hub.db
		.selectFrom('device_key')
		.innerJoin('user', 'user.id', 'device_key.person_id')
		.select(['user.id', 'user.role', 'user.name'])
		.where('kid', '=', proof.value.kid)
		.executeTakeFirst();
	if (known && known.role !== invite.value.role)
		return refuse('conflict', `the device belongs to somebody with role ${known.role}`);
	if (!(await takeInvite(hub, invite.value.tokenSha256))) return refuse('invite_used', 'somebody else was faster');

	const personId = known?.id ?? (await makePerson(hub, request.displayName, invite.value.role));
	if (!known) {
		await hub.db
			.insertInto('device_key')
			.values({ kid: proof.value.kid, person_id: personId, x: proof.value.key.x, created_at_ms: hub.nowMs() })
			.execute();
	}
	await hub.db
		.updateTable('invite')
		.set({ used_by: personId })
		.where('token_sha256', '=', invite.value.tokenSha256)
		.execute();
	const opened = await hub.auth.api.openDeviceSession({ body: { personId }, returnHeaders: true });
	return grant({
		me: {
			personId: PersonId.parse(personId),
			role: Role.parse(invite.value.role),
			displayName: known?.name ?? request.displayName,
			programmeId: hub.programme.id
		},
		setCookies: opened.headers?.getSetCookie() ?? []
	});
}

async function makePerson(hub: Hub, displayName: string, role: Role): Promise<string> {
	return (await hub.auth.api.makePerson({ body: { displayName, role } })).personId;
}
