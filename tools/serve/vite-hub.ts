import type { Plugin } from 'vite';
import { commonHeaders } from './csp.mjs';

/** The development server gives the same isolation headers as ours, so that threads work there too. */
export function hubInDev(): Plugin {
	return {
		name: 'handloom-hub-in-dev',
		configureServer(server) {
			server.middlewares.use((_request, response, next) => {
				for (const [name, value] of Object.entries(commonHeaders)) response.setHeader(name, value);
				next();
			});
		}
	};
}
