import type { Sha256 } from '../../schema/ids.ts';

/** SHA-256 of bytes, text (UTF-8) or a Blob, as lower-case hex. Works in pages, workers and Node. */
export async function sha256(data: BufferSource | Blob | string): Promise<Sha256> {
	const bytes =
		typeof data === 'string' ? new TextEncoder().encode(data) : data instanceof Blob ? await data.arrayBuffer() : data;
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource));
	return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') as Sha256;
}
