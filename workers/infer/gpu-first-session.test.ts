import { describe, expect, it, vi } from 'vitest';
import { fail, ok } from '../../src/lib/failure/failure.ts';
import { GpuFirstSession } from './gpu-first-session.ts';
import type { Session } from './session.ts';

vi.spyOn(console, 'warn').mockImplementation(() => undefined);

const about = { inputNames: ['in'], outputNames: ['out'], inputMetadata: [] };
/** A session that answers with its name, or as `answer` says. */
function aSession(name: string, answer?: () => Promise<unknown>) {
	const runs: unknown[] = [];
	const session = {
		...about,
		run: async (feeds: unknown) => {
			runs.push(feeds);
			return answer ? answer() : { out: name };
		},
		release: vi.fn(async () => undefined)
	} as unknown as Session & { release: ReturnType<typeof vi.fn> };
	return { session, runs };
}
const never = new Promise<never>(() => undefined);
const feeds = { in: 'frame' } as unknown as Parameters<Session['run']>[0];

describe('a network on the GPU', () => {
	it('stays there as long as it answers, and opens nothing else', async () => {
		const gpu = aSession('gpu');
		const openWasm = vi.fn(async () => ok(aSession('wasm').session));
		const network = new GpuFirstSession({ session: gpu.session, lost: never }, openWasm);
		expect(await network.run(feeds)).toEqual({ out: 'gpu' });
		expect(network.engine).toBe('webgpu');
		expect(openWasm).not.toHaveBeenCalled();
		await network.release();
		expect(gpu.session.release).toHaveBeenCalledOnce();
	});

	it('computes the same input on the processor when the GPU is lost under a run that never ends', async () => {
		let lose = (_why: string) => {};
		const lost = new Promise<string>((resolve) => (lose = resolve));
		const gpu = aSession('gpu', () => never);
		const wasm = aSession('wasm');
		const openWasm = vi.fn(async () => ok(wasm.session));
		const network = new GpuFirstSession({ session: gpu.session, lost }, openWasm);
		const pending = network.run(feeds);
		lose('destroyed');
		expect(await pending).toEqual({ out: 'wasm' });
		expect(wasm.runs).toEqual([feeds]);
		expect(network.engine).toBe('wasm');
		expect(await network.run(feeds)).toEqual({ out: 'wasm' });
		expect(gpu.runs.length).toBe(1);
		expect(openWasm).toHaveBeenCalledOnce();
		// A release of the lost one would hang as its run does.
		await network.release();
		expect(gpu.session.release).not.toHaveBeenCalled();
		expect(wasm.session.release).toHaveBeenCalledOnce();
	});

	it('goes on on the processor after an error of the GPU', async () => {
		const gpu = aSession('gpu', () => Promise.reject(new Error('out of memory')));
		const wasm = aSession('wasm');
		const network = new GpuFirstSession({ session: gpu.session, lost: never }, async () => ok(wasm.session));
		expect(await network.run(feeds)).toEqual({ out: 'wasm' });
		expect(network.engine).toBe('wasm');
	});

	it('says so where the processor cannot do it either', async () => {
		const gpu = aSession('gpu', () => Promise.reject(new Error('gone')));
		const network = new GpuFirstSession({ session: gpu.session, lost: never }, async () =>
			fail('model_missing', 'no network')
		);
		await expect(network.run(feeds)).rejects.toThrow(/neither GPU nor processor: no network/);
	});
});
