import { fail, messageOf, ok, type Outcome } from '../../failure/failure.ts';
import { Me } from '../../schema/hub-api.ts';
import { withDb } from '../store/db.ts';

const SETTING = 'me';

/** Who this device is to the hub, as it was last known; null before joining. Works without a network. */
export async function knownMe(): Promise<Me | null> {
	const row = await withDb(({ settings }) => settings.get(SETTING));
	const parsed = Me.safeParse(row?.value);
	return parsed.success ? parsed.data : null;
}

export async function rememberMe(me: Me | null): Promise<void> {
	if (me) await withDb(({ settings }) => settings.put({ name: SETTING, value: me }));
	else await withDb(({ settings }) => settings.delete(SETTING));
}

/**
 * Asks the hub. `null`: the hub does not know this session.
 * fails  `hub_unreachable`, `hub_failed`
 */
export async function fetchMe(): Promise<Outcome<Me | null>> {
	try {
		const response = await fetch('/api/me', { headers: { accept: 'application/json' } });
		if (response.status === 401) return ok(null);
		if (!response.ok) return fail('hub_failed', `GET /api/me answered ${response.status}`, { retry: 'now' });
		return ok(Me.parse(await response.json()));
	} catch (error) {
		return fail('hub_unreachable', messageOf(error), { retry: 'now' });
	}
}
