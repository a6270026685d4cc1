import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where everything that the hub keeps lies: one folder, to be backed up as one. */
export type DataDir = {
	root: string;
	database: string;
	objects: string;
	/** Unfinished uploads and exports, on the same file system as `objects`, so that a rename is atomic. */
	temp: string;
	/** Datasets that were made for download, the newest few. */
	exports: string;
	secret: string;
	hubKey: string;
};

/** `HANDLOOM_DATA`, else `data` in the folder that the hub was started from. Made when missing, for its owner alone. */
export function openDataDir(root = process.env.HANDLOOM_DATA || 'data'): DataDir {
	const at = resolve(root);
	const dir = {
		root: at,
		database: join(at, 'hub.sqlite'),
		objects: join(at, 'objects'),
		temp: join(at, 'temp'),
		exports: join(at, 'exports'),
		secret: join(at, 'secret'),
		hubKey: join(at, 'hub-key.json')
	};
	for (const folder of [dir.root, dir.objects, dir.temp, dir.exports])
		mkdirSync(folder, { recursive: true, mode: 0o700 });
	return dir;
}
