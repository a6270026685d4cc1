import { startHub } from './hub.ts';

/** One hub for the tests that need no hub of their own. */
export default async function globalSetup(): Promise<() => Promise<void>> {
	const hub = await startHub();
	process.env['HANDLOOM_TEST_URL'] = hub.url;
	return hub.close;
}
