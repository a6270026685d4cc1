import { TYP, type JoinProof } from '../../domain/rights/typ.ts';
import { fail, type Outcome } from '../../failure/failure.ts';
import { InviteView, Me } from '../../schema/hub-api.ts';
import { Programme } from '../../schema/programme.ts';
import { deviceKey, signJws } from '../keys/device-key.ts';
import { askHub } from './ask-hub.ts';
import { rememberMe } from './me.ts';

/** What an invitation is for. fails  `invite_invalid` where there is none (a link that was cut, or of another hub), else as `askHub` */
export async function fetchInvite(token: string): Promise<Outcome<InviteView>> {
	const invite = await askHub(`/api/invites/${encodeURIComponent(token)}`, InviteView);
	if (invite.ok || invite.failure.context['status'] !== 404) return invite;
	return fail('invite_invalid', invite.failure.message, { cause: invite.failure });
}

export const fetchProgramme = (): Promise<Outcome<Programme>> => askHub('/api/programme', Programme);

/**
 * Joins with this device's key (made now, if it is the first use). The session comes as a cookie that scripts cannot read.
 * fails  `keys_unsupported`, `storage_unavailable`, `invite_invalid`, and what `askHub` fails with
 */
export async function joinHub(token: string, displayName: string, atMs: number): Promise<Outcome<Me>> {
	const key = await deviceKey();
	if (!key.ok) return key;
	const payload: JoinProof = { token, origin: location.origin, atMs };
	const proof = await signJws(TYP.join, payload);
	if (!proof.ok) return proof;
	const joined = await askHub('/api/join', Me, {
		method: 'POST',
		body: { token, displayName, deviceKey: key.value.publicJwk, proof: proof.value }
	});
	if (joined.ok) await rememberMe(joined.value);
	return joined;
}
