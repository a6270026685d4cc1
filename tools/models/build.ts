/**
 * Makes the models and copies the runtimes that the app serves, from the npm packages that the lockfile pins.
 *
 *   node tools/models/build.ts            make what is missing; ends with 1 where a hash differs from expected.json
 *   node tools/models/build.ts --record   write expected.json anew (after a package was changed on purpose)
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
	differences,
	served,
	sha256,
	shortHash,
	type ModelEntry,
	type ModelManifest,
	type RuntimeEntry,
	type Source
} from './manifest.ts';
import { RECIPES, RUNTIMES, type Packages } from './recipes.ts';

const here = dirname(fileURLToPath(import.meta.url));
export const EXPECTED_FILE = join(here, 'expected.json');
const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

export type Folders = { root: string; models: string; runtime: string };
export const foldersOf = (root: string): Folders => ({
	root,
	models: join(root, 'static/models'),
	runtime: join(root, 'static/runtime')
});

type Produced = { manifest: ModelManifest; files: Map<string, Uint8Array> };

/** Everything in memory: the manifest, and the bytes by their path. Deterministic. */
export function produce(folders: Folders): Produced {
	const packages: Packages = { path: (name, file) => join(folders.root, 'node_modules', name, file) };
	const about = (name: string, files: readonly string[]): { source: Source; licence: string } => {
		const { version, license } = readJson<{ version: string; license: string }>(packages.path(name, 'package.json'));
		return { source: { package: name, version, files }, licence: license };
	};
	const files = new Map<string, Uint8Array>();
	const models = RECIPES.map((recipe): ModelEntry => {
		const bytes = recipe.make(packages);
		const file = `${recipe.name}-${shortHash(sha256(bytes))}.${recipe.extension}`;
		files.set(join(folders.models, file), bytes);
		return { name: recipe.name, ...served(file, bytes), ...about(recipe.package, recipe.files) };
	});
	const runtimes = RUNTIMES.map((runtime): RuntimeEntry => {
		const contents = runtime.files.map((file) => ({
			file,
			bytes: new Uint8Array(readFileSync(packages.path(runtime.package, `${runtime.from}/${file}`)))
		}));
		const entries = contents.map(({ file, bytes }) => served(file, bytes));
		const folder = `${runtime.name}-${shortHash(sha256(Buffer.from(entries.map((entry) => entry.sha256).join())))}`;
		for (const { file, bytes } of contents) files.set(join(folders.runtime, folder, file), bytes);
		return { name: runtime.name, folder, files: entries, ...about(runtime.package, runtime.files) };
	});
	return { manifest: { schema: 'model-manifest/1', models, runtimes }, files };
}

const paths = (folders: Folders, manifest: ModelManifest): { path: string; sha256: string }[] => [
	...manifest.models.map((m) => ({ path: join(folders.models, m.file), sha256: m.sha256 })),
	...manifest.runtimes.flatMap((r) =>
		r.files.map((f) => ({ path: join(folders.runtime, r.folder, f.file), sha256: f.sha256 }))
	)
];

/** All files that the recorded manifest names are there with their hashes, and so is the served manifest. */
export function isUpToDate(folders: Folders, expected: ModelManifest): boolean {
	const manifestFile = join(folders.models, 'manifest.json');
	if (!existsSync(manifestFile) || readFileSync(manifestFile, 'utf8') !== manifestText(expected)) return false;
	const installed = [...expected.models, ...expected.runtimes].every(({ source }) => {
		const file = join(folders.root, 'node_modules', source.package, 'package.json');
		return existsSync(file) && readJson<{ version: string }>(file).version === source.version;
	});
	return (
		installed &&
		paths(folders, expected).every(({ path, sha256: hash }) => existsSync(path) && sha256(readFileSync(path)) === hash)
	);
}

const manifestText = (manifest: ModelManifest): string => `${JSON.stringify(manifest, null, '\t')}\n`;

function write(folders: Folders, { manifest, files }: Produced): void {
	for (const [path, bytes] of files) {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, bytes);
	}
	const keep = new Set([...files.keys()].map((path) => (path.startsWith(folders.models) ? path : dirname(path))));
	for (const folder of [folders.models, folders.runtime]) {
		for (const name of readdirSync(folder))
			if (!keep.has(join(folder, name))) rmSync(join(folder, name), { recursive: true });
	}
	writeFileSync(join(folders.models, 'manifest.json'), manifestText(manifest));
}

/** Exit code of the tool. Says what it did through `say`. */
export function buildModels(folders: Folders, record: boolean, say: (line: string) => void): number {
	const expected = existsSync(EXPECTED_FILE) ? readJson<ModelManifest>(EXPECTED_FILE) : null;
	if (!record && expected && isUpToDate(folders, expected)) {
		say('models: up to date');
		return 0;
	}
	const produced = produce(folders);
	if (record) writeFileSync(EXPECTED_FILE, manifestText(produced.manifest));
	else {
		const wrong = expected ? differences(expected, produced.manifest) : ['there is no expected.json'];
		if (wrong.length > 0) {
			say(
				`models: what was made is not what is recorded in tools/models/expected.json; nothing was written.\n  ${wrong.join('\n  ')}`
			);
			say('If a package was changed on purpose, run: node tools/models/build.ts --record');
			return 1;
		}
	}
	write(folders, produced);
	for (const { file, byteLength } of produced.manifest.models)
		say(`models: ${file} (${(byteLength / 1e6).toFixed(1)} MB)`);
	return 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	process.exitCode = buildModels(foldersOf(join(here, '../..')), process.argv.includes('--record'), console.log);
}
