import { fail, messageOf, ok, type Outcome } from '../../failure/failure.ts';
import type { Sha256 } from '../../schema/ids.ts';
import { sha256Of } from '../store/sha256.ts';
import { pinnedModel, type ModelName } from './pinned.ts';

export type LoadedModel = { name: ModelName; bytes: Uint8Array<ArrayBuffer>; sha256: Sha256; file: string };

/**
 * Bytes of a model, checked against the hash that is compiled into the app before anybody gets them.
 * A wrong copy in the browser's cache is fetched again once.
 * fails `model_missing` (not there, no network), `model_hash_wrong`
 */
export async function loadModel(name: ModelName): Promise<Outcome<LoadedModel>> {
	const pinned = pinnedModel(name);
	let got = 'nothing';
	for (const cache of ['default', 'reload'] as const) {
		let bytes: Uint8Array<ArrayBuffer>;
		try {
			const response = await fetch(pinned.url, { cache });
			if (!response.ok) throw new Error(`status ${response.status}`);
			bytes = new Uint8Array(await response.arrayBuffer());
		} catch (error) {
			if (got !== 'nothing') break;
			return fail('model_missing', `${pinned.file}: ${messageOf(error)}`, {
				retry: 'now',
				context: { file: pinned.file }
			});
		}
		got = await sha256Of(bytes);
		if (got === pinned.sha256) return ok({ name, bytes, sha256: pinned.sha256, file: pinned.file });
	}
	return fail('model_hash_wrong', `${pinned.file} has the hash ${got}, not ${pinned.sha256}`, {
		retry: 'after_change',
		context: { file: pinned.file }
	});
}
