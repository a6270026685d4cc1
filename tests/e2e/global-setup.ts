import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHub } from './hub.ts';

/** One hub for the tests that need no hub of their own, and a place for prepared browsers. */
export default async function globalSetup(): Promise<() => Promise<void>> {
	const hub = await startHub();
	const prepared = await mkdtemp(join(tmpdir(), 'handloom-prepared-'));
	process.env['HANDLOOM_TEST_URL'] = hub.url;
	process.env['HANDLOOM_PREPARED'] = prepared;
	return async () => {
		await hub.close();
		await rm(prepared, { recursive: true, force: true });
	};
}
