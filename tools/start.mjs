// The first command in a clone: sets up what is missing, then runs the studio and its hub.
import './setup.mjs';
import { pinnedNode } from './setup/pinned-node.mjs';
import { root } from './setup/paths.mjs';
import { spawn } from 'node:child_process';

const server = spawn(pinnedNode(), ['--disable-warning=ExperimentalWarning', 'src/lib/server/main.ts'], {
	cwd: root,
	stdio: 'inherit'
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('close', (code) => process.exit(code ?? 1));
