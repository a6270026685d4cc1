import { reportUnexpected } from '../report/report.ts';
import { firstLoadDone } from './first-load.ts';

/**
 * Registers the service worker and tells of a newer version that waits. Without service workers the studio still runs,
 * but does not open without a network.
 */
export async function registerOffline(onwaiting: (worker: ServiceWorker) => void): Promise<void> {
	if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
	try {
		await firstLoadDone();
		const registration = await navigator.serviceWorker.register('/service-worker.js', { type: 'module' });
		const tell = () => {
			// A first visit has no controller: there is nothing older to replace.
			if (registration.waiting && navigator.serviceWorker.controller) onwaiting(registration.waiting);
		};
		tell();
		registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', tell));
	} catch (error) {
		reportUnexpected('offline', error);
	}
}
