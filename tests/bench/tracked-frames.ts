import type { Page } from '@playwright/test';
import { unpackTrack } from '../../src/lib/domain/hands/pack-track.ts';
import type { TrackFrame } from '../../src/lib/schema/track.ts';

/** Landmarks of every frame of a clip that the page can fetch, as the thorough pass finds them. Throws where it refuses. */
export async function trackedFrames(page: Page, url: string): Promise<TrackFrame[]> {
	const result = await page.evaluate(async (address) => {
		const { LandmarksPort } = await import(
			/* @vite-ignore */ `${location.origin}/src/lib/adapters/workers/landmarks-port.ts`
		);
		const blob = await (await fetch(address)).blob();
		const port = new LandmarksPort();
		const chunks: string[] = [];
		const pass = await port.runPass(blob, {
			onChunk: async (chunk: { packed: ArrayBuffer }) => {
				const bytes = new Uint8Array(chunk.packed);
				let text = '';
				for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
				chunks.push(btoa(text));
				return { ok: true, value: null, discarded: [] };
			},
			onProgress: () => undefined,
			signal: new AbortController().signal
		});
		port.close();
		return pass.ok ? { chunks } : { failure: pass.failure.code as string };
	}, url);
	if (!result.chunks) throw new Error(`the pass over ${url} failed: ${result.failure}`);
	return result.chunks.flatMap((base64) => {
		const bytes = Buffer.from(base64, 'base64');
		return unpackTrack(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
	});
}
