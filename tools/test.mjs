// The whole check, also as the first command in a clone: set-up, then format, lint, types, unit, browser, end to end.
import { existsSync } from 'node:fs';
import { browser, unit } from './checks/runners.mjs';
import { format, lint, types } from './checks/static.mjs';
import { sum } from './checks/count.mjs';
import { ensureBuilt, ensureModels } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { shared } from './setup/paths.mjs';
import { ensureProgram } from './setup/programs.mjs';
import { say } from './setup/say.mjs';

await ensureInstalled();
const chromium = await ensureProgram('chromium');
await ensureProgram('ffmpeg');
await ensureModels();
await ensureBuilt();

/** In a run of half an hour on a busy machine, one slip of time must not hide what the rest found. Told by name. */
const SECOND_TRY = ['--retries=1'];
const results = [
	await format(),
	await lint(),
	await types(),
	await unit(),
	await browser({ chromium, args: SECOND_TRY })
];
if (!existsSync(shared))
	say('Real media (../shared) is not beside this checkout: the tests on it are counted as skipped.');
const total = sum(results);
console.log(total.line);
process.exit(total.failed ? 1 : 0);
