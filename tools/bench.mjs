// `npm run bench` lists the benchmarks; `npm run bench -- NAME` runs one. Each prints a table and one closing line.
import { readdirSync, readFileSync } from 'node:fs';
import { ensureBuilt, ensureModels } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { inRoot } from './setup/paths.mjs';
import { pinnedNode } from './setup/pinned-node.mjs';
import { ensureProgram } from './setup/programs.mjs';
import { run } from './setup/run.mjs';
import { stop } from './setup/say.mjs';

const folder = inRoot('tests', 'bench');
const names = readdirSync(folder)
	.filter((file) => file.endsWith('.bench.ts'))
	.map((file) => file.replace('.bench.ts', ''));
const [name, ...args] = process.argv.slice(2);

if (!name) {
	for (const one of names) {
		const about =
			/^\/\*\* (.*?)(?: \*\/)?$/m.exec(readFileSync(inRoot('tests', 'bench', `${one}.bench.ts`), 'utf8'))?.[1] ?? '';
		console.log(`${one.padEnd(14)} ${about}`);
	}
	process.exit(0);
}
if (!names.includes(name)) stop(`There is no benchmark "${name}". There are: ${names.join(', ')}.`);
await ensureInstalled();
const chromium = await ensureProgram('chromium');
await ensureModels();
await ensureBuilt();
process.exit(
	await run(pinnedNode(), ['--disable-warning=ExperimentalWarning', `tests/bench/${name}.bench.ts`, ...args], {
		env: { HANDLOOM_CHROMIUM: chromium }
	})
);
