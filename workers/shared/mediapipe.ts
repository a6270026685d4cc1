import { FilesetResolver } from '@mediapipe/tasks-vision';
import { guardRuntime } from '../../src/lib/adapters/models/guard-runtime.ts';
import { fail, ok, messageOf, type Outcome } from '../../src/lib/failure/failure.ts';

type Fileset = Awaited<ReturnType<typeof FilesetResolver.forVisionTasks>>;
type WithHooks = { import?: (url: string) => Promise<void>; ModuleFactory?: unknown };

export type MediaPipe = { fileset: Fileset; version: string };

/** Of this worker, whichever opening of the runtime brought it: a script is run only once. */
let factory: unknown = null;

/**
 * MediaPipe's runtime for this worker, from our own origin and checked.
 * Its script hands over a factory that is gone after one use, so a second task of the same worker would find
 * none; the hook below keeps the factory, which is what makes creating a tracker again possible.
 * fails `model_missing`, `model_hash_wrong`, `tracker_failed`
 */
export async function openMediaPipe(): Promise<Outcome<MediaPipe>> {
	const runtime = await guardRuntime('mediapipe-vision', 'vision_wasm_module_internal.js');
	if (!runtime.ok) return runtime;
	const hooks = globalThis as WithHooks;
	hooks.import = async (url) => {
		await import(/* @vite-ignore */ url);
		factory ??= hooks.ModuleFactory;
		hooks.ModuleFactory = factory;
	};
	try {
		const fileset = await FilesetResolver.forVisionTasks(runtime.value.baseUrl, true);
		return ok({ fileset, version: runtime.value.version });
	} catch (error) {
		return fail('tracker_failed', messageOf(error), { retry: 'now' });
	}
}
