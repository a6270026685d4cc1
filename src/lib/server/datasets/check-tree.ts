import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHUNK_FILES } from '../../domain/dataset/layout.ts';
import type { Say } from './checks.ts';

const NUMBERED = /chunk-(\d{3})\/file-(\d{3})\.(parquet|mp4)$/;

/** LR1 (names and holes) and LR15. Answers the files of each tree in the order in which readers take them. */
export function checkTree(all: readonly string[], say: Say): { data: string[]; episodes: string[] } {
	for (const needed of ['meta/info.json', 'meta/stats.json', 'meta/tasks.parquet']) {
		if (!all.includes(needed)) say('LR1', needed, 'missing');
	}
	const data = parquetTree(all, 'data/', say);
	const episodes = parquetTree(all, 'meta/episodes/', say);
	const videoTrees = new Map<string, string[]>();
	for (const path of all.filter((p) => p.startsWith('videos/'))) {
		const match = /^videos\/[^/]+\/(?=chunk-\d{3}\/file-\d{3}\.mp4$)/.exec(path);
		if (!match) say('LR1', path, 'does not follow the template');
		else videoTrees.set(match[0], [...(videoTrees.get(match[0]) ?? []), path]);
	}
	for (const tree of videoTrees.values()) checkHoles(tree, say);
	return { data, episodes };
}

function parquetTree(all: readonly string[], root: string, say: Say): string[] {
	const under = all.filter((path) => path.startsWith(root));
	const good = under.filter((path) => path.length === root.length + 'chunk-000/file-000.parquet'.length && NUMBERED.test(path) && path.endsWith('.parquet')); // prettier-ignore
	for (const path of under) {
		if (good.includes(path)) continue;
		if (path.endsWith('.parquet') && /chunk-\d+\/file-\d+/.test(path)) say('LR1', path, 'does not follow the template');
		else say('LR15', path, 'does not belong here');
	}
	if (good.length === 0) say('LR1', root, 'no Parquet file');
	checkHoles(good, say);
	return good;
}

function checkHoles(paths: readonly string[], say: Say): void {
	paths.forEach((path, i) => {
		const match = NUMBERED.exec(path)!;
		if (Number(match[1]) * CHUNK_FILES + Number(match[2]) !== i) say('LR1', path, `is file ${i} of its tree`);
	});
}

/** LR16. */
export function checkSums(dir: string, all: readonly string[], say: Say): void {
	const file = 'SHA256SUMS';
	if (!all.includes(file)) return say('LR16', file, 'missing');
	const lines = readFileSync(join(dir, file), 'utf8').trimEnd().split('\n');
	const listed = new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
	for (const path of all.filter((p) => p !== file)) {
		const wanted = listed.get(path);
		if (!wanted) say('LR16', path, 'not listed');
		else if (
			createHash('sha256')
				.update(readFileSync(join(dir, path)))
				.digest('hex') !== wanted
		)
			say('LR16', path, 'has another hash');
		listed.delete(path);
	}
	for (const path of listed.keys()) say('LR16', path, 'listed, but not there');
}
