/**
 * The one place where the content security policy is written (checked together in Chromium 156).
 * Pages get it from SvelteKit, which adds the hash of its start script; every other response from our server.
 */
export const pageCsp = {
	'default-src': ['self'],
	'script-src': ['self', 'wasm-unsafe-eval'],
	'connect-src': ['self'],
	'worker-src': ['self'],
	'object-src': ['none'],
	'base-uri': ['none'],
	'form-action': ['self'],
	'frame-ancestors': ['none'],
	'style-src': ['self', 'unsafe-inline'],
	'img-src': ['self', 'blob:', 'data:'],
	'media-src': ['self', 'blob:'],
	'font-src': ['self'],
	'manifest-src': ['self'],
	'require-trusted-types-for': ['script'],
	'trusted-types': ['default', 'svelte-trusted-html']
};

const keywords = new Set(['self', 'none', 'wasm-unsafe-eval', 'unsafe-inline', 'script']);
const text = (directives) =>
	Object.entries(directives)
		.map(([name, values]) => `${name} ${values.map((v) => (keywords.has(v) ? `'${v}'` : v)).join(' ')}`)
		.join('; ');

/** For files that are neither page nor worker: opened by themselves, they may do nothing at all. */
export const fileCsp = "default-src 'none'; frame-ancestors 'none'";

/**
 * For worker scripts. Without the Trusted Types directives: onnxruntime-web starts its threads with
 * `new Worker(url)`, which they refuse. A worker has no document to inject into.
 */
export const workerCsp = text(
	Object.fromEntries(Object.entries(pageCsp).filter(([name]) => !name.includes('trusted-types')))
);

/** Headers of every response. */
export const commonHeaders = {
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-embedder-policy': 'require-corp',
	'cross-origin-resource-policy': 'same-origin',
	'x-content-type-options': 'nosniff'
};

/** Headers of pages and of the API's answers, besides those. */
export const documentHeaders = {
	'referrer-policy': 'no-referrer',
	'permissions-policy':
		'camera=(self), microphone=(self), accelerometer=(self), gyroscope=(self), geolocation=(), display-capture=()'
};
