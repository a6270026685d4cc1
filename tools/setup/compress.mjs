import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { inRoot } from './paths.mjs';

const compress = promisify(brotliCompress);
const WORTH = /\.(js|mjs|css|html|svg|json|webmanifest|txt|wasm|task|tflite|onnx)$/;
const SMALLEST = 1024;
/** 9 costs a third of the time of 11 on the big wasm files, for 3 to 5 % more bytes. */
const QUALITY = 9;

function filesBelow(path) {
	return readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)]));
}

/** Lays `x.br` beside each file of the built client that gets smaller by it. Big files are kept between builds by their hash. */
export async function compressClient(folder = inRoot('build', 'client')) {
	const kept = inRoot('node_modules', '.cache', 'handloom-br');
	mkdirSync(kept, { recursive: true });
	const files = filesBelow(folder).filter((file) => WORTH.test(file) && statSync(file).size >= SMALLEST);
	const queue = [...files];
	const one = async () => {
		for (let file = queue.pop(); file; file = queue.pop()) {
			const bytes = readFileSync(file);
			const cached = join(kept, createHash('sha256').update(bytes).digest('hex'));
			if (!existsSync(cached)) writeFileSync(cached, await compress(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
			if (statSync(cached).size < bytes.length * 0.97) copyFileSync(cached, `${file}.br`);
		}
	};
	await Promise.all([one(), one(), one(), one()]);
}
