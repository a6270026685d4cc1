import type { Page } from '@playwright/test';
import { unpackTrack } from '../../src/lib/domain/hands/pack-track.ts';
import type { TrackFrame, TrackMaker } from '../../src/lib/schema/track.ts';

/** MediaPipe with the full networks on the processor, or our own pipeline on the same networks. */
export type PassEngineName = 'mediapipe-cpu' | 'ort';
export type HandPass = { frames: TrackFrame[]; maker: TrackMaker; seconds: number };

/** The thorough pass over the clip at `url`, on a page of `serveSources`: hands of every frame as the worker decided them. */
export async function passOver(page: Page, url: string, engine: PassEngineName): Promise<HandPass> {
	const result = await page.evaluate(
		async ([address, wanted]) => {
			const { openPassEngine } = await import(
				/* @vite-ignore */ `${location.origin}/src/lib/adapters/workers/pass-engines.ts`
			);
			const blob = await (await fetch(address!)).blob();
			const finder = openPassEngine(wanted, false);
			const chunks: Blob[] = [];
			const beganMs = performance.now();
			const pass = await finder.runPass(blob, {
				async onChunk({ packed }: { packed: ArrayBuffer }) {
					chunks.push(new Blob([packed]));
					return { ok: true, value: null, discarded: [] };
				}
			});
			const seconds = (performance.now() - beganMs) / 1000;
			finder.close();
			if (!pass.ok) return { failed: `${pass.failure.code}: ${pass.failure.message}` };
			const texts = chunks.map(
				(chunk) =>
					new Promise<string>((done) => {
						const reader = new FileReader();
						reader.onload = () => done(String(reader.result).split(',')[1]!);
						reader.readAsDataURL(chunk);
					})
			);
			return { chunks: await Promise.all(texts), maker: pass.value.maker as TrackMaker, seconds };
		},
		[url, engine] as const
	);
	if ('failed' in result) throw new Error(`${url}: ${result.failed}`);
	const frames = result.chunks!.flatMap((text) => unpackTrack(new Uint8Array(Buffer.from(text, 'base64')).buffer));
	return { frames, maker: result.maker!, seconds: result.seconds! };
}
