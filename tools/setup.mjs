import { ensureBuilt, ensureModels } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';

await ensureInstalled();
await ensureModels();
await ensureBuilt({ force: process.argv.includes('--force-build') });
