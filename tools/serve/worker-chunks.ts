import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const MANIFEST = '.vite/manifest.json';

/**
 * Names the scripts that workers load later in Vite's manifest, which knows only the workers themselves: the service
 * worker's list is made from it, and without them no take could be checked without a network.
 */
export function workerChunksInManifest(): Plugin {
	return {
		name: 'handloom-worker-chunks',
		apply: 'build',
		async writeBundle({ dir }, bundle) {
			const chunks = Object.keys(bundle).filter((file) => /\/workers\/chunks\/.+\.js$/.test(file));
			if (!dir || !bundle[MANIFEST] || chunks.length === 0) return;
			const path = join(dir, MANIFEST);
			const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, { file: string }>;
			for (const file of chunks) manifest[file] ??= { file };
			await writeFile(path, JSON.stringify(manifest, null, 2));
		}
	};
}
