import { createHash } from 'node:crypto';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { inRoot } from './paths.mjs';

const compress = promisify(brotliCompress);
const WORTH = /\.(js|mjs|css|html|svg|json|webmanifest|txt|wasm|task|tflite|onnx)$/;
const SMALLEST = 1024;
/**
 * What stands between a first visit and live tracking is compressed as well as brotli can (6.0 MB in place of 6.6 for
 * the two big files, for half a minute once); 9 costs a tenth of the time, and serves for what is fetched afterwards.
 */
const FIRST_LOAD =
	/(vision_wasm_module_internal\.(js|wasm)|hand_landmarker_lite-\w+\.task|\.css|[\\/]_app[\\/].*\.js)$/;
const BEST = 11;
const QUICK = 9;

function filesBelow(path) {
	if (!existsSync(path)) return [];
	return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
		entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)]
	);
}

const worth = (folder) => filesBelow(folder).filter((file) => WORTH.test(file) && statSync(file).size >= SMALLEST);

/** Path of the compressed bytes of a file, made unless an earlier build made them. */
async function compressed(file) {
	const kept = inRoot('node_modules', '.cache', 'handloom-br');
	mkdirSync(kept, { recursive: true });
	const bytes = readFileSync(file);
	const quality = FIRST_LOAD.test(file) ? BEST : QUICK;
	const path = join(kept, `${createHash('sha256').update(bytes).digest('hex')}-${quality}`);
	if (existsSync(path)) return path;
	const params = {
		[constants.BROTLI_PARAM_QUALITY]: quality,
		[constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
		[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length
	};
	writeFileSync(`${path}.part`, await compress(bytes, { params }));
	renameSync(`${path}.part`, path);
	return path;
}

async function each(files, work) {
	const queue = [...files];
	const one = async () => {
		for (let file = queue.pop(); file; file = queue.pop()) await work(file);
	};
	await Promise.all([one(), one()]);
}

/** Makes the compressed forms of models and runtimes ahead, while something else is built. */
export const compressAhead = () =>
	each([...worth(inRoot('static', 'models')), ...worth(inRoot('static', 'runtime'))], compressed);

/** Lays `x.br` beside each file of the built client that gets smaller by it. */
export const compressClient = (folder = inRoot('build', 'client')) =>
	each(worth(folder), async (file) => {
		const path = await compressed(file);
		if (statSync(path).size < statSync(file).size * 0.97) copyFileSync(path, `${file}.br`);
	});
