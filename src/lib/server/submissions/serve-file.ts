import { Readable } from 'node:stream';
import { refuse, type Answer, grant } from '../answer.ts';
import type { Identity } from '../auth/identity.ts';
import type { Hub } from '../hub.ts';
import { parseRange } from '../http/range.ts';
import { streamFile } from './read-file.ts';
import { findSubmission } from './view-submissions.ts';

/** Played in a page; everything else is handed out as a download. */
const INLINE = new Set(['video/mp4']);

/**
 * One file of a submission as an HTTP response, with ranges for playback. It came from somebody's device: it is never
 * sniffed, never runs, and opened by itself it stands in a sandbox.
 */
export async function serveFile(
	hub: Hub,
	who: Identity,
	submissionId: string,
	name: string,
	range: string | null
): Promise<Answer<Response>> {
	const found = await findSubmission(hub, who, submissionId);
	if (!found.ok) return found;
	const file = found.value.manifest.files.find((one) => one.name === name);
	if (!file) return refuse('not_found', `no file ${name}`);
	const inline = file.role === 'video' && INLINE.has(file.mediaType);
	const headers = new Headers({
		'content-type': inline ? file.mediaType : 'application/octet-stream',
		'content-disposition': `${inline ? 'inline' : 'attachment'}; filename="${file.name}"`,
		'content-security-policy': "sandbox; default-src 'none'",
		'x-content-type-options': 'nosniff',
		'cross-origin-resource-policy': 'same-origin',
		'cache-control': 'private, no-store',
		'accept-ranges': 'bytes',
		etag: `"${file.sha256}"`
	});
	const wanted = parseRange(range, file.byteLength);
	if (wanted === 'unsatisfiable') {
		headers.set('content-range', `bytes */${file.byteLength}`);
		return grant(new Response(null, { status: 416, headers }));
	}
	const { start, end } = wanted ?? { start: 0, end: file.byteLength - 1 };
	headers.set('content-length', String(end - start + 1));
	if (wanted) headers.set('content-range', `bytes ${start}-${end}/${file.byteLength}`);
	const body = Readable.toWeb(
		streamFile(hub.objects, found.value.personId, file, { start, end })
	) as ReadableStream<Uint8Array>;
	return grant(new Response(body, { status: wanted ? 206 : 200, headers }));
}
