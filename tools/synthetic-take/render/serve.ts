import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { resolve } from 'node:path';
import { createServer, type ViteDevServer } from 'vite';

const tool = resolve(import.meta.dirname, '..');
const hands = resolve(tool, 'node_modules/@webxr-input-profiles/assets/dist/profiles/generic-hand');

export type SceneServer = { url: string; close(): Promise<void> };

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	return Buffer.concat(parts);
}

/** Serves the page that draws, the hand models and, on `/frame`, takes the drawn frames. Loopback only. */
export async function serveScene(onFrame: (rgb: Buffer) => Promise<void>): Promise<SceneServer> {
	const routes = (server: ViteDevServer): void => {
		server.middlewares.use((request, response, next) => {
			const model = /^\/hands\/(left|right)\.glb$/.exec(request.url ?? '');
			const fail = (error: unknown): void => {
				response.statusCode = 500;
				response.end(String(error));
			};
			if (model) {
				readFile(resolve(hands, `${model[1]}.glb`)).then((bytes) => response.end(bytes), fail);
			} else if (request.url === '/frame' && request.method === 'POST') {
				bodyOf(request)
					.then(onFrame)
					.then(() => response.end(), fail);
			} else next();
		});
	};
	const server = await createServer({
		root: tool,
		configFile: false,
		logLevel: 'error',
		cacheDir: resolve(tool, 'node_modules/.vite'),
		publicDir: false,
		plugins: [{ name: 'scene-routes', configureServer: routes }],
		optimizeDeps: { noDiscovery: true },
		server: { host: '127.0.0.1', port: 0, hmr: false, watch: null, fs: { allow: [tool] } }
	});
	await server.listen();
	const address = server.httpServer?.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	return { url: `http://127.0.0.1:${port}/scene/index.html`, close: () => server.close() };
}
