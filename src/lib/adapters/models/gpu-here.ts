import type { Gpu } from '../../domain/engine/judge-trial.ts';

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|warp/i;

/** The GPU of this device as WebGPU tells it; null where the browser has no WebGPU or gives no adapter. */
export async function gpuHere(): Promise<Gpu> {
	const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
	if (!adapter) return null;
	const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
	const key = [vendor, architecture, device, description].join('/');
	return { key, software: isFallbackAdapter || SOFTWARE.test(key) };
}
