import { fail, messageOf, ok, type Outcome } from '../../failure/failure.ts';
import { pinnedRuntime, type PinnedFile, type PinnedRuntime, type RuntimeName } from './pinned.ts';

const guarded = new Map<string, string>();
const refused = new Set<string>();
let plainFetch: typeof fetch | null = null;

/** `sha256-…` as the browser wants it: base64 of the hash. */
export function integrityOf(sha256: string): string {
	const bytes = sha256.match(/../g)!.map((pair) => Number.parseInt(pair, 16));
	return `sha256-${btoa(String.fromCharCode(...bytes))}`;
}

/**
 * From here on, in this worker, the files of a runtime are only handed out with their recorded hash:
 * the browser itself checks the bytes of every fetch, also those that the runtime makes. The script
 * that the runtime imports is fetched and checked first, because an import takes no hash in a worker.
 * fails `model_missing`, `model_hash_wrong`
 */
export async function guardRuntime(name: RuntimeName, script: string): Promise<Outcome<PinnedRuntime>> {
	const runtime = pinnedRuntime(name);
	for (const file of Object.values(runtime.files)) guarded.set(file.url, integrityOf(file.sha256));
	if (!plainFetch) {
		plainFetch = globalThis.fetch.bind(globalThis);
		globalThis.fetch = guardedFetch;
	}
	const checked = await check(runtime.files[script]!);
	return checked.ok ? ok(runtime) : checked;
}

/** Why a runtime could not start: a file that was refused for its bytes, or else null. */
export const refusedFile = (): string | null => [...refused][0] ?? null;

const guardedFetch: typeof fetch = async (input, init) => {
	const url = new URL(input instanceof Request ? input.url : String(input), globalThis.location.href).href;
	const integrity = guarded.get(url);
	if (!integrity || !plainFetch) return (plainFetch ?? fetch)(input, init);
	try {
		return await plainFetch(input, { ...init, integrity });
	} catch (error) {
		// The browser says "failed to fetch" for a wrong hash too. Bytes that come without the check were wrong ones.
		const reachable = await plainFetch(url).then(
			(response) => response.ok,
			() => false
		);
		if (reachable) refused.add(url);
		throw error;
	}
};

async function check(file: PinnedFile): Promise<Outcome<null>> {
	try {
		const response = await fetch(file.url);
		if (!response.ok) return fail('model_missing', `${file.url}: status ${response.status}`, { retry: 'now' });
		await response.arrayBuffer();
		return ok(null);
	} catch (error) {
		return refused.has(file.url)
			? fail('model_hash_wrong', `${file.url} is not the recorded file`, { retry: 'after_change' })
			: fail('model_missing', `${file.url}: ${messageOf(error)}`, { retry: 'now' });
	}
}
