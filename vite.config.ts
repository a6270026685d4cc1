import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { hubInDev } from './tools/serve/vite-hub.ts';
import { workerChunksInManifest } from './tools/serve/worker-chunks.ts';

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
			emitTsDeclarations: true
		}),
		// Before Kit, which serves `static` itself: a runtime's threads need the isolation headers on their script too.
		hubInDev(),
		workerChunksInManifest(),
		sveltekit()
	],
	worker: { format: 'es' },
	resolve: {
		alias: {
			// The build of onnxruntime-web that does not name its WebAssembly: ours comes, checked, from `static/runtime`,
			// and a second copy of 14 MB would lie in the app and in its offline cache.
			'onnxruntime-web/wasm': new URL('node_modules/onnxruntime-web/dist/ort.wasm.min.mjs', import.meta.url).pathname,
			'onnxruntime-web/webgpu': new URL('node_modules/onnxruntime-web/dist/ort.webgpu.min.mjs', import.meta.url)
				.pathname
		}
	},
	build: {
		target: 'es2022',
		sourcemap: false,
		rolldownOptions: {
			output: {
				// Without groups a first visit fetches some fifty files, most of them one icon or one small part each.
				codeSplitting: {
					groups: [
						{ name: 'svelte', test: /node_modules[\\/](svelte|@sveltejs|esm-env|clsx|devalue)[\\/]/ },
						{ name: 'icons', test: /node_modules[\\/]@lucide[\\/]/ },
						{
							name: 'shell',
							test: /src[\\/]lib[\\/](components[\\/](controls|notices|shell)|failure|adapters[\\/](offline|report|theme|hub))[\\/]/
						}
					]
				}
			}
		}
	},
	server: { fs: { allow: ['workers', 'src', 'node_modules'] } },
	optimizeDeps: { exclude: ['onnxruntime-web', '@mediapipe/tasks-vision'] },
	test: {
		include: [
			'src/**/*.test.ts',
			'workers/**/*.test.ts',
			'tools/**/*.test.ts',
			'tests/{unit,contract,golden}/**/*.test.ts'
		],
		environment: 'node',
		testTimeout: 30_000
	}
});
