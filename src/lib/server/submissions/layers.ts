import { createHash } from 'node:crypto';
import { TYP } from '../../domain/rights/typ.ts';
import { Layer } from '../../schema/submission.ts';
import { grant, refuse, type Answer } from '../answer.ts';
import type { Identity } from '../auth/identity.ts';
import { ownsKey } from '../auth/device-keys.ts';
import type { Hub } from '../hub.ts';
import { readJws } from '../keys/read-jws.ts';
import { findSubmission } from './view-submissions.ts';

type Address = { submissionId: string; layerId: string };

/** Stores an annotator's signed layer beside a submission; nothing is overwritten. The same layer again is fine. */
export async function putLayer(
	hub: Hub,
	who: Identity,
	{ submissionId, layerId }: Address,
	jws: string
): Promise<Answer<{ created: boolean }>> {
	const found = await findSubmission(hub, who, submissionId);
	if (!found.ok) return found;
	const read = await readJws(jws, TYP.layer, Layer, (payload) => payload.deviceKey);
	if (!read.ok) return read;
	const { payload, kid } = read.value;
	if (payload.submissionId !== submissionId || payload.layerId !== layerId)
		return refuse('bad_request', 'the layer names another place');
	if (!(await ownsKey(hub, who.personId, kid))) return refuse('not_allowed', `key ${kid} is not this person's`);
	const sha256 = createHash('sha256').update(jws).digest('hex');
	const inserted = await hub.db
		.insertInto('layer')
		.values({
			layer_id: layerId,
			submission_id: submissionId,
			person_id: who.personId,
			layer_jws: jws,
			layer_sha256: sha256,
			stored_at_ms: hub.nowMs()
		})
		.onConflict((at) => at.column('layer_id').doNothing())
		.executeTakeFirst();
	if (inserted.numInsertedOrUpdatedRows === 1n) return grant({ created: true });
	const row = await hub.db.selectFrom('layer').selectAll().where('layer_id', '=', layerId).executeTakeFirstOrThrow();
	return row.layer_sha256 === sha256 ? grant({ created: false }) : refuse('conflict', 'another layer has this id');
}

/** The signed layer, exactly as it came. */
export async function getLayer(
	hub: Hub,
	who: Identity,
	{ submissionId, layerId }: Address
): Promise<Answer<{ layer: string }>> {
	const found = await findSubmission(hub, who, submissionId);
	if (!found.ok) return found;
	const row = await hub.db
		.selectFrom('layer')
		.select('layer_jws')
		.where('layer_id', '=', layerId)
		.where('submission_id', '=', submissionId)
		.executeTakeFirst();
	return row ? grant({ layer: row.layer_jws }) : refuse('not_found', `no layer ${layerId}`);
}
