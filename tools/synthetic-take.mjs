// `npm run synthetic-take -- --script crossing --seed 3 --out DIR`: a clip of rendered hands and the truth about them.
import { ensureInstalled } from './setup/install.mjs';
import { inRoot } from './setup/paths.mjs';
import { pinnedNode } from './setup/pinned-node.mjs';
import { ensureProgram } from './setup/programs.mjs';
import { run } from './setup/run.mjs';
import { ensureSceneInstalled } from './synthetic-take/install.mjs';

await ensureInstalled();
await ensureSceneInstalled();
const chromium = await ensureProgram('chromium');
await ensureProgram('ffmpeg');
process.exit(
	await run(
		pinnedNode(),
		['--disable-warning=ExperimentalWarning', inRoot('tools/synthetic-take/make.ts'), ...process.argv.slice(2)],
		// Folders are meant from where the command was typed; npm keeps that in INIT_CWD.
		{ cwd: process.env.INIT_CWD ?? process.cwd(), env: { HANDLOOM_CHROMIUM: chromium } }
	)
);
