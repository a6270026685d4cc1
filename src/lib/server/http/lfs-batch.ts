import type { LfsBatchRequest, LfsBatchResponse } from '../../schema/hub-api.ts';
import type { ObjectStore } from '../objects/object-store.ts';

/**
 * Answers a Git LFS batch (basic transfer) for one contributor. On upload an object without actions is already there;
 * on download one that is not there has an error of its own. `base`: absolute address of the contributor's store.
 */
export async function answerBatch(
	objects: ObjectStore,
	person: string,
	base: string,
	request: LfsBatchRequest
): Promise<LfsBatchResponse> {
	const answers = request.objects.map(async ({ oid, size }) => {
		const there = (await objects.size(person, oid)) === size;
		const href = `${base}/${oid}`;
		if (request.operation === 'upload')
			return there
				? { oid, size }
				: { oid, size, authenticated: true, actions: { upload: { href }, verify: { href: `${base}/verify` } } };
		if (!there) return { oid, size, error: { code: 404, message: 'not_found' } };
		return { oid, size, authenticated: true, actions: { download: { href } } };
	});
	return { transfer: 'basic', objects: await Promise.all(answers) };
}
