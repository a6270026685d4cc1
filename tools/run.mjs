// `node tools/run.mjs eslint .`: runs a tool of node_modules under the pinned Node.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './setup/install.mjs';
import { inRoot } from './setup/paths.mjs';
import { pinnedNode } from './setup/pinned-node.mjs';
import { run } from './setup/run.mjs';

await ensureInstalled();
const [name, ...args] = process.argv.slice(2);
const folder = inRoot('node_modules', name);
const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const script = join(folder, typeof bin === 'string' ? bin : bin[name]);
process.exit(await run(pinnedNode(), [script, ...args]));
