import { ensureModels } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { pinnedNode } from './setup/pinned-node.mjs';
import { run } from './setup/run.mjs';

await ensureInstalled();
await ensureModels();
process.exit(await run(pinnedNode(), ['node_modules/vite/bin/vite.js', 'dev', ...process.argv.slice(2)]));
