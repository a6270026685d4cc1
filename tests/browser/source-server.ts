import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createServer, type ViteDevServer } from 'vite';
import { commonHeaders } from '../../tools/serve/csp.mjs';

const root = resolve(import.meta.dirname, '../..');

export type SourceServer = { url: string; close(): Promise<void> };
/** A file that is not among the sources, by its path on the server; null: not one of these. */
export type OtherFiles = (path: string) => { body: Buffer | string; type: string } | null;

/**
 * Serves the sources to a browser, so that adapters and workers can be tested one by one without a page of their own
 * in the product. Same isolation headers as the product; its own cache, so that no running server is disturbed.
 */
export async function serveSources(others: OtherFiles = () => null): Promise<SourceServer> {
	const server = await createServer({
		root,
		configFile: false,
		logLevel: 'error',
		cacheDir: resolve(root, 'node_modules/.vite-browser-tests'),
		publicDir: 'static',
		appType: 'custom',
		plugins: [{ name: 'blank-page', configureServer: (one) => addBlankPage(one, others) }],
		worker: { format: 'es' },
		resolve: {
			alias: {
				'onnxruntime-web/wasm': resolve(root, 'node_modules/onnxruntime-web/dist/ort.wasm.min.mjs'),
				'onnxruntime-web/webgpu': resolve(root, 'node_modules/onnxruntime-web/dist/ort.webgpu.min.mjs')
			}
		},
		optimizeDeps: {
			noDiscovery: true,
			include: ['comlink', 'dexie', 'mediabunny', 'zod'],
			exclude: ['onnxruntime-web', '@mediapipe/tasks-vision']
		},
		server: { host: '127.0.0.1', port: 0, hmr: false, watch: null, headers: commonHeaders, fs: { allow: [root] } }
	});
	await server.listen();
	const address = server.httpServer?.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

function addBlankPage(server: ViteDevServer, others: OtherFiles): void {
	server.middlewares.use((request, response, next) => {
		for (const [name, value] of Object.entries(commonHeaders)) response.setHeader(name, value);
		const other = others(request.url ?? '');
		if (other) {
			response.setHeader('content-type', other.type);
			return response.end(other.body);
		}
		if (request.url !== '/blank.html') return next();
		response.setHeader('content-type', 'text/html');
		response.end('<!doctype html><title>blank</title>');
	});
}

/** Opens the blank page, with files of this machine under `/media/`. */
export async function openBlank(page: Page, server: SourceServer, media: Record<string, string> = {}): Promise<void> {
	await page.route(`${server.url}/media/*`, (route) => {
		const path = media[new URL(route.request().url()).pathname.slice('/media/'.length)];
		return path ? route.fulfill({ body: readFileSync(path), contentType: 'video/mp4' }) : route.abort();
	});
	await page.goto(`${server.url}/blank.html`);
}
