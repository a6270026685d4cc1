import { createServer as createHttp, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serveStatic } from './http/static.ts';
import { setCommonHeaders, setDocumentHeaders } from './http/headers.ts';
import { handleObjectRequest } from './http/object-endpoint.ts';
import { openHub } from './hub.ts';

/**
 * The studio and its hub in one process. SvelteKit answers the pages and the small API; static files and object uploads
 * are answered here, because Kit's hooks do not see the first and its body limit refuses the second.
 *
 * PORT (3000), HOST (localhost), HANDLOOM_DATA (./data), ORIGIN (the address people type, behind a proxy),
 * HANDLOOM_TLS_CERT and HANDLOOM_TLS_KEY (PEM files; a phone's camera needs https)
 */
const port = Number(process.env['PORT'] ?? 3000);
const host = process.env['HOST'] ?? 'localhost';
const certFile = process.env['HANDLOOM_TLS_CERT'];
const keyFile = process.env['HANDLOOM_TLS_KEY'];
const secure = Boolean(certFile && keyFile);
const origin =
	process.env['ORIGIN'] ??
	`${secure ? 'https' : 'http'}://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}`;
// Read by SvelteKit's handler while it is imported.
process.env['ORIGIN'] = origin;
process.env['BODY_SIZE_LIMIT'] ??= String(8 * 1024 * 1024);

const build = resolve(import.meta.dirname, '../../../build');
const { handler } = (await import(pathToFileURL(resolve(build, 'handler.js')).href)) as {
	handler: (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
};
const files = serveStatic(resolve(build, 'client'));
const hub = await openHub();

const listener: RequestListener = (request, response) => {
	setCommonHeaders(response, { secure: origin.startsWith('https:') });
	handleObjectRequest(request, response, hub)
		.then((handled) => {
			if (handled) return;
			files(request, response, () => {
				setDocumentHeaders(response);
				handler(request, response, () => response.writeHead(404).end());
			});
		})
		.catch((error: unknown) => {
			console.error('[server]', error);
			if (!response.headersSent)
				response.writeHead(500, { 'content-type': 'application/json' }).end('{"code":"internal"}');
			else response.destroy();
		});
};

const server = secure
	? createHttps({ cert: readFileSync(certFile!), key: readFileSync(keyFile!) }, listener)
	: createHttp(listener);
server.on('error', (error: NodeJS.ErrnoException) => {
	const words =
		error.code === 'EADDRINUSE' ? `Port ${port} is taken. Choose another: PORT=${port + 1} npm start` : error.message;
	console.error(words);
	process.exit(1);
});
server.listen(port, host, async () => {
	const link = await hub.ownerLink(origin);
	const owner = link ? [`Owner: ${link}  (works once: it makes this hub yours)`] : [];
	// Written at once: whoever reads the first line knows whether there is a second.
	console.log([`Handloom is ready: ${origin}`, ...owner].join('\n'));
});

for (const signal of ['SIGINT', 'SIGTERM'] as const)
	process.on(signal, () => {
		server.close(() => process.exit(0));
		server.closeAllConnections();
	});
