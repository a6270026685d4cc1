import { reportUnexpected } from '$lib/adapters/report/report.ts';
import { beginFreshLog } from '$lib/adapters/store/fresh-log.ts';
import { applyTheme, readTheme } from '$lib/adapters/theme/theme.ts';
import type { HandleClientError } from '@sveltejs/kit';

/**
 * The one script-address policy of the page: workers and the service worker of our own build, nothing else.
 * It is the `default` policy, so that the `new Worker(new URL(…))` that Vite writes passes through it too.
 */
const trustedTypes = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): unknown } })
	.trustedTypes;
trustedTypes?.createPolicy('default', {
	createScriptURL(address: string): string {
		const url = new URL(address, location.origin);
		const ours = url.pathname.startsWith('/_app/immutable/') || url.pathname === '/service-worker.js';
		if (url.origin !== location.origin || !(ours || import.meta.env.DEV))
			throw new TypeError(`script address refused: ${address}`);
		return url.href;
	}
});

applyTheme(readTheme());
// Before any page writes.
void beginFreshLog();

export const handleError: HandleClientError = ({ error, status, message }) => {
	if (status !== 404) reportUnexpected('page', error);
	return { message, code: status === 404 ? 'not_found' : 'unexpected' };
};
