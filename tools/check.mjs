// `npm run check`: format, lint and types, without building or opening a browser.
import { ensureInstalled } from './setup/install.mjs';
import { format, lint, types } from './checks/static.mjs';
import { sum } from './checks/count.mjs';

await ensureInstalled();
const results = [await format(), await lint(), await types()];
console.log(sum(results).line);
process.exit(sum(results).failed ? 1 : 0);
