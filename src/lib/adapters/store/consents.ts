import { decodeProtectedHeader } from 'jose';
import { TYP } from '../../domain/rights/typ.ts';
import { fail, messageOf, ok, type Outcome } from '../../failure/failure.ts';
import { ConsentEvent } from '../../schema/submission.ts';
import { signJws } from '../keys/device-key.ts';
import { db, withDb } from './db.ts';

/** A consent event as signed, and what it says. */
export type KeptConsent = { jws: string; event: ConsentEvent };

/** The newest consent event of a programme on this device; null where the person never set one. */
export async function latestConsent(programmeId: string): Promise<Outcome<KeptConsent | null>> {
	try {
		const rows = await withDb(({ consents }) => consents.where({ programmeId }).sortBy('id'));
		const row = rows.at(-1);
		return ok(row ? { jws: row.jws, event: readEvent(row.jws) } : null);
	} catch (error) {
		return fail('storage_unavailable', `consents of ${programmeId}: ${messageOf(error)}`, { retry: 'now' });
	}
}

/** Signs a consent event with the device key and appends it: events are never changed. Resolves when it is on disk. */
export async function appendConsent(event: ConsentEvent): Promise<Outcome<KeptConsent>> {
	const signed = await signJws(TYP.consent, event);
	if (!signed.ok) return signed;
	try {
		await db().consents.add({ programmeId: event.programmeId, atMs: event.atMs, jws: signed.value });
		return ok({ jws: signed.value, event });
	} catch (error) {
		return fail('storage_unavailable', `keeping a consent: ${messageOf(error)}`, { retry: 'now' });
	}
}

/** Our own row, signed by our own key: parsed, not verified again. */
function readEvent(jws: string): ConsentEvent {
	if (decodeProtectedHeader(jws).typ !== TYP.consent) throw new Error('the row is no consent');
	const body = jws.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/');
	const bytes = Uint8Array.from(atob(body), (char) => char.charCodeAt(0));
	return ConsentEvent.parse(JSON.parse(new TextDecoder().decode(bytes)));
}
