import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { downloadZip } from 'client-zip';
import { z } from '../../schema/zod.ts';
import { grant, refuse, type Answer } from '../answer.ts';
import type { Hub } from '../hub.ts';

/** A dataset as a ZIP (stored, not compressed: video and Parquet are already), streamed from the disk. fails `not_found` */
export async function zipExport(hub: Hub, exportId: string): Promise<Answer<Response>> {
	if (!z.uuid().safeParse(exportId).success) return refuse('not_found', 'no export id');
	const root = join(hub.dir.exports, exportId);
	const files = await filesOf(root);
	if (files.length === 0) return refuse('not_found', `no export ${exportId}`);
	const zip = downloadZip(open(files), { metadata: files });
	const headers = new Headers(zip.headers);
	headers.set('content-disposition', `attachment; filename="handloom-lerobot-${exportId.slice(0, 8)}.zip"`);
	headers.set('x-content-type-options', 'nosniff');
	headers.set('cache-control', 'private, no-store');
	return grant(new Response(zip.body, { headers }));
}

type ZipFile = { path: string; name: string; size: number; lastModified: Date };

async function filesOf(root: string): Promise<ZipFile[]> {
	const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
	const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
	return Promise.all(
		paths.sort().map(async (path) => {
			const { size, mtime } = await stat(path);
			return { path, name: relative(root, path).split(sep).join('/'), size, lastModified: mtime };
		})
	);
}

/** Files are opened one at a time, when their turn comes. */
async function* open(files: ZipFile[]) {
	for (const { path, ...meta } of files)
		yield { ...meta, input: createReadStream(path) as AsyncIterable<Buffer<ArrayBuffer>> };
}
