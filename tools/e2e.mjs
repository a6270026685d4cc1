// `npm run e2e -- [playwright arguments]`: browser and end-to-end tests alone.
import { browser } from './checks/runners.mjs';
import { sum } from './checks/count.mjs';
import { ensureBuilt, ensureModels } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { ensureProgram } from './setup/programs.mjs';

await ensureInstalled();
const chromium = await ensureProgram('chromium');
await ensureProgram('ffmpeg');
await ensureModels();
await ensureBuilt();
const total = sum([await browser({ chromium, args: process.argv.slice(2) })]);
console.log(total.line);
process.exit(total.failed ? 1 : 0);
