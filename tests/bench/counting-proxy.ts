import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One answer as it went over the wire: head and body, as encoded. */
export type Passed = { path: string; headBytes: number; bodyBytes: number; atMs: number; byServiceWorker: boolean };

/**
 * Stands between browser and server on loopback and counts what passes, whoever asked: page, worker or service worker.
 * (The browser's own figures leave out worker scripts.)
 */
export async function openCountingProxy(port: number): Promise<{ url: string; passed: Passed[]; close(): void }> {
	const passed: Passed[] = [];
	const started = Date.now();
	const server = createServer((request, response) => {
		const onward = ask(
			{ host: 'localhost', port, method: request.method, path: request.url, headers: request.headers },
			(answer) => {
				const headBytes = 17 + answer.rawHeaders.reduce((sum, text) => sum + text.length + 2, 2);
				let bodyBytes = 0;
				answer.on('data', (chunk: Buffer) => (bodyBytes += chunk.length));
				answer.on('end', () =>
					passed.push({
						path: new URL(request.url ?? '/', 'http://localhost').pathname,
						headBytes,
						bodyBytes,
						atMs: Date.now() - started,
						byServiceWorker: /service-worker/.test(request.headers.referer ?? '')
					})
				);
				response.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(response);
			}
		);
		onward.on('error', () => response.destroy());
		request.pipe(onward);
	});
	await new Promise<void>((done) => server.listen(0, 'localhost', done));
	return {
		url: `http://localhost:${(server.address() as AddressInfo).port}`,
		passed,
		close() {
			server.close();
			server.closeAllConnections();
		}
	};
}
