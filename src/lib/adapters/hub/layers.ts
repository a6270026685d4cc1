import { v7 as uuidv7 } from 'uuid';
import { z } from '../../schema/zod.ts';
import { fail, messageOf, ok, type Outcome } from '../../failure/failure.ts';
import type { AnnotationSnapshot } from '../../schema/annotation.ts';
import type { SubmissionView } from '../../schema/hub-api.ts';
import type { SubmissionId } from '../../schema/ids.ts';
import type { Layer } from '../../schema/submission.ts';
import { timeMs } from '../../schema/units.ts';
import { deviceKey, signJws } from '../keys/device-key.ts';
import { askHub } from './ask-hub.ts';
import { fileAddress } from './review.ts';

const at = (id: string): string => `/api/submissions/${encodeURIComponent(id)}`;

/**
 * Signs a person's labels on somebody's submission as a layer of their own and gives it to the hub. Gives the layer's id.
 * fails  `keys_unsupported`, `storage_unavailable`, `hub_unreachable`, `hub_failed`, `hub_refused`, `not_joined`
 */
export async function sendLayer(submissionId: SubmissionId, annotation: AnnotationSnapshot): Promise<Outcome<string>> {
	const key = await deviceKey();
	if (!key.ok) return key;
	const layer: Layer = {
		schema: 'layer/1',
		layerId: uuidv7(),
		submissionId,
		createdAtMs: timeMs(Date.now()),
		deviceKey: key.value.publicJwk,
		annotation
	};
	const signed = await signJws('handloom-layer+jws', layer);
	if (!signed.ok) return signed;
	const answer = await askHub(`${at(submissionId)}/layers/${layer.layerId}`, z.looseObject({}), {
		method: 'PUT',
		body: { layer: signed.value }
	});
	return answer.ok ? ok(layer.layerId) : answer;
}

/** The video of a submission, whole, to be decoded here. fails `hub_unreachable`, `hub_refused` */
export async function fetchVideo(view: SubmissionView): Promise<Outcome<Blob>> {
	const address = fileAddress(view, 'video');
	if (!address) return fail('hub_refused', `submission ${view.submissionId} has no video`);
	try {
		const response = await fetch(address);
		if (response.ok) return ok(await response.blob());
		return fail('hub_refused', `${address} answered ${response.status}`, { context: { status: response.status } });
	} catch (error) {
		return fail('hub_unreachable', `${address}: ${messageOf(error)}`, { retry: 'now' });
	}
}
