/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
import { build, files, version } from '$service-worker';
import { busyLocks } from './lib/adapters/offline/busy.ts';

/**
 * The studio without a network. One shell for all pages, cache first; hashed files cache first; the hub's API never.
 *
 *   installing (shell, scripts, styles) ──► waiting ──► active ──► warm (models, runtimes, sample, as asked by a page)
 *
 * It takes over only a page that had none, when all tabs are closed, or when a person asks and no tab is working.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;

const SHELL = `handloom-shell-${version}`;
/** Names in it carry a hash, so versions share it. */
const ASSETS = 'handloom-assets';
const BUILDS = '/__handloom/builds';

const heavy = (path: string) => /^\/(models|runtime|samples)\//.test(path);
const hashed = (path: string) => path.startsWith('/_app/immutable/') || heavy(path);
const light = files.filter((path) => !heavy(path));
const fonts = (path: string) => /\.woff2$/.test(path) && !path.includes('latin');
const needed = build.filter((path) => !fonts(path));

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
	const url = new URL(event.request.url);
	if (event.request.method !== 'GET' || url.origin !== location.origin || url.pathname.startsWith('/api/')) return;
	if (event.request.headers.has('range')) return;
	if (event.request.mode === 'navigate') return event.respondWith(shell(event.request));
	if (hashed(url.pathname)) return event.respondWith(asset(event.request));
	if (light.includes(url.pathname)) return event.respondWith(shellFile(event.request));
});
worker.addEventListener('message', (event) => {
	if (event.data?.kind === 'activate') event.waitUntil(activateWhenIdle(event.ports[0]));
	if (event.data?.kind === 'warm') event.waitUntil(warm(event.data.paths, event.ports[0]));
});

async function install(): Promise<void> {
	const [shellCache, assets] = await Promise.all([caches.open(SHELL), caches.open(ASSETS)]);
	await shellCache.addAll(['/', ...light]);
	await addMissing(assets, needed);
}

async function activate(): Promise<void> {
	for (const name of await caches.keys())
		if (name.startsWith('handloom-shell-') && name !== SHELL) await caches.delete(name);
	await prune();
	await worker.clients.claim();
}

/** Drops hashed files that neither this build nor the one before it names: a tab of the older build may still want them. */
async function prune(): Promise<void> {
	const assets = await caches.open(ASSETS);
	const stored = (await (await assets.match(BUILDS))?.json()) as { version: string; paths: string[] }[] | undefined;
	const before = stored?.filter((old) => old.version !== version) ?? [];
	const kept = [{ version, paths: [...build, ...files] }, ...before].slice(0, 2);
	await assets.put(BUILDS, new Response(JSON.stringify(kept)));
	const wanted = new Set([BUILDS, ...kept.flatMap((one) => one.paths)]);
	for (const request of await assets.keys())
		if (!wanted.has(new URL(request.url).pathname)) await assets.delete(request);
}

/** Answers `{busy}`: true when it goes on waiting because a tab is working. */
async function activateWhenIdle(port: MessagePort | undefined): Promise<void> {
	const busy = (await busyLocks()).length > 0;
	port?.postMessage({ busy });
	if (!busy) await worker.skipWaiting();
}

async function shell(request: Request): Promise<Response> {
	const kept = await (await caches.open(SHELL)).match('/');
	return kept ?? fetch(request);
}

async function shellFile(request: Request): Promise<Response> {
	const kept = await (await caches.open(SHELL)).match(request.url);
	return kept ?? fetch(request);
}

async function asset(request: Request): Promise<Response> {
	const assets = await caches.open(ASSETS);
	const kept = await assets.match(request.url);
	if (kept) return kept;
	const response = await fetch(request);
	if (response.status === 200) await assets.put(request.url, response.clone());
	return response;
}

/** Fetches what is asked for and not here yet; answers `{done, total}` after each, then `{complete}`. */
async function warm(paths: string[], port: MessagePort | undefined): Promise<void> {
	const assets = await caches.open(ASSETS);
	let done = 0;
	try {
		for (const path of paths.filter(hashed)) {
			await addMissing(assets, [path]);
			port?.postMessage({ done: ++done, total: paths.length });
		}
		port?.postMessage({ complete: true });
	} catch {
		// Offline in the middle of it: what is here stays, the next visit asks again.
		port?.postMessage({ complete: false });
	}
}

async function addMissing(cache: Cache, paths: readonly string[]): Promise<void> {
	const missing: string[] = [];
	for (const path of paths) if (!(await cache.match(path))) missing.push(path);
	await cache.addAll(missing);
}
