// `npm run export -- --format lerobot --out DIR`: a dataset of the accepted takes. Works beside a running hub and without one.
import { ensureInstalled } from './setup/install.mjs';
import { inRoot } from './setup/paths.mjs';
import { pinnedNode } from './setup/pinned-node.mjs';
import { run } from './setup/run.mjs';

await ensureInstalled();
process.exit(
	await run(
		pinnedNode(),
		[
			'--disable-warning=ExperimentalWarning',
			inRoot('src/lib/server/datasets/export-command.ts'),
			...process.argv.slice(2)
		],
		// Folders are meant from where the command was typed; npm keeps that in INIT_CWD.
		{ cwd: process.env.INIT_CWD ?? process.cwd() }
	)
);
