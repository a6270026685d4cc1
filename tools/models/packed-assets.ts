/**
 * Takes one file out of an Emscripten package: a `.data` file, and a loader script that lists
 * `{"filename": …, "start": …, "end": …}` for every file in it.
 */
export function unpackAsset(loader: string, data: Uint8Array, name: string): Uint8Array {
	const list = /loadPackage\((\{"files".*?\})\);/s.exec(loader)?.[1];
	if (!list) throw new Error('the loader script lists no files');
	const { files } = JSON.parse(list) as { files: { filename: string; start: number; end: number }[] };
	const file = files.find(({ filename }) => filename.endsWith(`/${name}`));
	if (!file) throw new Error(`${name} is not in the package; it holds ${files.map((f) => f.filename).join(', ')}`);
	return data.slice(file.start, file.end);
}
