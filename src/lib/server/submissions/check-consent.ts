import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/rights/canonical-json.ts';
import { TYP } from '../../domain/rights/typ.ts';
import { ConsentEvent, type Manifest } from '../../schema/submission.ts';
import type { Programme } from '../../schema/programme.ts';
import { grant, refuse, type Answer } from '../answer.ts';
import { readJws } from '../keys/read-jws.ts';

/**
 * The consent that travels with a submission: signed by the key that signed the manifest, for this programme and the
 * exact text of its terms, with the same purposes as the manifest. (That one is on was checked before.)
 * fails  `bad_signature`, `no_consent`
 */
export async function checkConsent(
	text: string,
	manifest: Manifest,
	programme: Programme
): Promise<Answer<ConsentEvent>> {
	const read = await readJws(text.trim(), TYP.consent, ConsentEvent, () => manifest.deviceKey);
	if (!read.ok) return read.refusal.code === 'bad_request' ? refuse('no_consent', read.refusal.message) : read;
	const event = read.value.payload;
	if (event.programmeId !== programme.id) return refuse('no_consent', `consent is for ${event.programmeId}`);
	if (event.termsSha256 !== createHash('sha256').update(programme.terms.text).digest('hex'))
		return refuse('no_consent', 'consent is for other terms');
	if (canonicalJson(event.purposes) !== canonicalJson(manifest.purposes))
		return refuse('no_consent', 'manifest and consent name other purposes');
	return grant(event);
}
