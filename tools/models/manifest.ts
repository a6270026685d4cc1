import { createHash } from 'node:crypto';

/** One npm package as the lockfile pins it. */
export type Source = { package: string; version: string; files: readonly string[] };
export type ServedFile = { file: string; sha256: string; byteLength: number };
export type ModelEntry = ServedFile & { name: string; source: Source; licence: string };
export type RuntimeEntry = { name: string; folder: string; source: Source; licence: string; files: ServedFile[] };
/** `models[].file` lies in `static/models`, `runtimes[].folder/files[].file` in `static/runtime`. */
export type ModelManifest = { schema: 'model-manifest/1'; models: ModelEntry[]; runtimes: RuntimeEntry[] };

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
/** Length of the hash in file names: enough to tell two builds apart, short enough to read. */
export const shortHash = (hash: string): string => hash.slice(0, 12);
export const served = (file: string, bytes: Uint8Array): ServedFile => ({
	file,
	sha256: sha256(bytes),
	byteLength: bytes.length
});

/** What differs between the recorded and the produced manifest, a line each. Empty when they are equal. */
export function differences(expected: ModelManifest, produced: ModelManifest): string[] {
	const lines: string[] = [];
	const flat = (manifest: ModelManifest) =>
		new Map<string, string>([
			...manifest.models.map((m): [string, string] => [
				`model ${m.name}`,
				JSON.stringify([m.file, m.sha256, m.byteLength, m.source, m.licence])
			]),
			...manifest.runtimes.map((r): [string, string] => [
				`runtime ${r.name}`,
				JSON.stringify([r.folder, r.files, r.source, r.licence])
			])
		]);
	const want = flat(expected);
	const got = flat(produced);
	for (const key of new Set([...want.keys(), ...got.keys()])) {
		if (want.get(key) !== got.get(key))
			lines.push(`${key}\n    recorded ${want.get(key) ?? 'nothing'}\n    produced ${got.get(key) ?? 'nothing'}`);
	}
	return lines;
}
