import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin, ViteDevServer } from 'vite';
import { commonHeaders } from './csp.mjs';

/**
 * The development server gives the same isolation headers as ours, so that threads work there too, takes the object
 * uploads as `main.ts` does, and prints the owner's link. The hub is loaded through Vite: one copy for it and for Kit.
 */
export function hubInDev(): Plugin {
	return {
		name: 'handloom-hub-in-dev',
		configureServer(server) {
			server.middlewares.use((_request, response, next) => {
				for (const [name, value] of Object.entries(commonHeaders)) response.setHeader(name, value);
				next();
			});
			server.middlewares.use((request, response, next) => {
				if (!request.url?.startsWith('/api/lfs/')) return next();
				handleObjects(server, request, response).catch(next);
			});
			server.httpServer?.once('listening', () => {
				printOwnerLink(server).catch((error: unknown) => server.config.logger.error(String(error)));
			});
		}
	};
}

async function handleObjects(server: ViteDevServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { openHub } = await server.ssrLoadModule('/src/lib/server/hub.ts');
	const { handleObjectRequest } = await server.ssrLoadModule('/src/lib/server/http/object-endpoint.ts');
	await handleObjectRequest(request, response, openHub());
}

async function printOwnerLink(server: ViteDevServer): Promise<void> {
	const hub = await server.ssrLoadModule('/src/lib/server/hub.ts');
	const address = server.httpServer?.address();
	const port = typeof address === 'object' && address ? address.port : server.config.server.port;
	await hub.printOwnerLink(`http://localhost:${port}`);
}
