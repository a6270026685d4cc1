import type { Page } from '@playwright/test';
import { unpackTrack } from '../../src/lib/domain/hands/pack-track.ts';
import type { TrackFrame, TrackMaker } from '../../src/lib/schema/track.ts';

export type HandPass = { frames: TrackFrame[]; maker: TrackMaker; seconds: number };

/** The thorough pass over the clip at `url`, on a page of `serveSources`: hands of every frame as the worker decided them. */
export async function passOver(page: Page, url: string, model: 'lite' | 'full'): Promise<HandPass> {
	const result = await page.evaluate(
		async ([address, wanted]) => {
			const { LandmarksPort } = await import(
				/* @vite-ignore */ `${location.origin}/src/lib/adapters/workers/landmarks-port.ts`
			);
			const blob = await (await fetch(address!)).blob();
			const port = new LandmarksPort({ model: wanted });
			const chunks: Blob[] = [];
			const beganMs = performance.now();
			const pass = await port.runPass(blob, {
				async onChunk({ packed }: { packed: ArrayBuffer }) {
					chunks.push(new Blob([packed]));
					return { ok: true, value: null, discarded: [] };
				}
			});
			const seconds = (performance.now() - beganMs) / 1000;
			port.close();
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
		[url, model]
	);
	if ('failed' in result) throw new Error(`${url}: ${result.failed}`);
	const frames = result.chunks!.flatMap((text) => unpackTrack(new Uint8Array(Buffer.from(text, 'base64')).buffer));
	return { frames, maker: result.maker!, seconds: result.seconds! };
}
