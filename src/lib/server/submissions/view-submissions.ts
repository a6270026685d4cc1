import type { SubmissionView } from '../../schema/hub-api.ts';
import { PersonId, SubmissionId } from '../../schema/ids.ts';
import { Manifest } from '../../schema/submission.ts';
import { timeMs } from '../../schema/units.ts';
import { grant, refuse, type Answer } from '../answer.ts';
import type { Identity } from '../auth/identity.ts';
import type { Hub } from '../hub.ts';

/** Whose submissions somebody may see: owners and annotators all, workers their own. */
const sees = (who: Identity, personId: string): boolean => who.role !== 'worker' || personId === who.personId;

const query = (hub: Hub) =>
	hub.db
		.selectFrom('submission')
		.innerJoin('user', 'user.id', 'submission.person_id')
		.selectAll('submission')
		.select('user.name as display_name');
type Row = Awaited<ReturnType<ReturnType<typeof query>['execute']>>[number];

/** The submissions that `who` may see, the first stored first. */
export async function listSubmissions(hub: Hub, who: Identity): Promise<SubmissionView[]> {
	const all = query(hub).orderBy('stored_at_ms').orderBy('submission_id');
	const rows = await (who.role === 'worker' ? all.where('person_id', '=', who.personId) : all).execute();
	return Promise.all(rows.map((row) => viewOf(hub, row)));
}

/** fails  `not_found`, also for somebody else's submission, so that an id tells nothing */
export async function findSubmission(hub: Hub, who: Identity, submissionId: string): Promise<Answer<SubmissionView>> {
	const row = await query(hub).where('submission_id', '=', submissionId).executeTakeFirst();
	if (!row || !sees(who, row.person_id)) return refuse('not_found', `no submission ${submissionId}`);
	return grant(await viewOf(hub, row));
}

async function viewOf(hub: Hub, row: Row): Promise<SubmissionView> {
	const layers = await hub.db
		.selectFrom('layer')
		.innerJoin('user', 'user.id', 'layer.person_id')
		.select(['layer_id', 'person_id', 'stored_at_ms', 'user.name as display_name'])
		.where('submission_id', '=', row.submission_id)
		.orderBy('stored_at_ms')
		.orderBy('layer_id')
		.execute();
	return {
		submissionId: SubmissionId.parse(row.submission_id),
		personId: PersonId.parse(row.person_id),
		displayName: row.display_name,
		state: row.state,
		reason: row.reason,
		words: row.words,
		storedAtMs: timeMs(row.stored_at_ms),
		reviewedAtMs: row.reviewed_at_ms === null ? null : timeMs(row.reviewed_at_ms),
		manifest: manifestIn(row.manifest_jws),
		layers: layers.map((layer) => ({
			layerId: layer.layer_id,
			personId: PersonId.parse(layer.person_id),
			displayName: layer.display_name,
			storedAtMs: timeMs(layer.stored_at_ms)
		}))
	};
}

/** The payload of a manifest that was verified before it was stored. */
export const manifestIn = (jws: string): Manifest =>
	Manifest.parse(JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8')));
