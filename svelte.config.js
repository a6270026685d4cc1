import adapter from '@sveltejs/adapter-node';
import { pageCsp } from './tools/serve/csp.mjs';

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: adapter({ out: 'build', precompress: false }),
		alias: { $workers: 'workers' },
		// The studio is one shell that also opens without a network, whatever the address: no relative paths in it.
		paths: { relative: false },
		// `hash`, not `nonce`: the service worker keeps the shell, and a kept nonce would be a constant.
		csp: { mode: 'hash', directives: pageCsp },
		// Registered by us, through the page's one Trusted Types policy.
		serviceWorker: { register: false },
		typescript: {
			config: (config) => {
				config.include.push('../workers/**/*.ts', '../tests/**/*.ts', '../tools/**/*.ts', '../playwright.config.ts');
				// What draws the synthetic takes has packages, and so types, of its own (its tsconfig.json).
				config.exclude.push('../tools/synthetic-take/scene/**', '../tools/synthetic-take/node_modules/**');
				return config;
			}
		}
	}
};
