/**
 * Asks a waiting service worker to take over, and reloads this page when it has. The worker alone decides: a page that looked
 * for itself could find all quiet a moment before another tab begins to work.
 * @returns whether it takes over; false when a tab is working
 */
export function activateWhenIdle(waiting: ServiceWorker): Promise<boolean> {
	const { port1, port2 } = new MessageChannel();
	const reload = () => location.reload();
	navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true });
	return new Promise((resolve) => {
		port1.onmessage = ({ data }: MessageEvent<{ busy: boolean }>) => {
			port1.close();
			if (data.busy) navigator.serviceWorker.removeEventListener('controllerchange', reload);
			resolve(!data.busy);
		};
		waiting.postMessage({ kind: 'activate' }, [port2]);
	});
}
