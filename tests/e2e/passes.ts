import { expect, type BrowserContext, type Page } from '@playwright/test';
import type { TrackFrame } from '../../src/lib/schema/track.ts';
import { storedRows, storedTrack } from './stored.ts';

export type StoredChunk = { takeId: string; layer: string; seq: number; frames: number; sha256: string };

/** Chunks of landmarks that pages of this context write from now on, as they are written: number and frames. */
export async function watchChunks(context: BrowserContext): Promise<{ seq: number; frames: number }[]> {
	const written: { seq: number; frames: number }[] = [];
	await context.exposeBinding('chunkWritten', (_source, chunk: { seq: number; frames: number }) => {
		written.push(chunk);
	});
	await context.addInitScript(() => {
		const put = IDBObjectStore.prototype.put;
		IDBObjectStore.prototype.put = function (this: IDBObjectStore, value: { seq: number; frames: number }, ...rest) {
			const tell = (globalThis as unknown as { chunkWritten(chunk: unknown): void }).chunkWritten;
			if (this.name === 'trackChunks') tell({ seq: value.seq, frames: value.frames });
			return put.call(this, value, ...rest);
		};
	});
	return written;
}

/** Chunks of a take that lie on the device, in order. */
export async function storedChunks(page: Page, takeId: string): Promise<StoredChunk[]> {
	const rows = await storedRows<StoredChunk>(page, 'trackChunks');
	return rows.filter((row) => row.takeId === takeId && row.layer === 'model').sort((a, b) => a.seq - b.seq);
}

/** Waits until so many chunks of a take are stored. */
export const untilStored = (page: Page, takeId: string, count: number): Promise<void> =>
	expect
		.poll(async () => (await storedChunks(page, takeId)).length, { timeout: 120_000, intervals: [50] })
		.toBeGreaterThanOrEqual(count);

export const trackOf = async (page: Page, takeId: string): Promise<TrackFrame[]> =>
	(await storedTrack(page, takeId)).flatMap(({ frames }) => frames);

export type TrackDifference = {
	/** Frames whose time, or whose hands (how many, which sides), differ. */
	otherFrames: number;
	/** The farthest that a landmark lies from the same one in the other track, over frame size. */
	farthest: number;
	/** Frames whose landmarks are the same to the last bit. */
	equalFrames: number;
};

export function differenceOf(a: readonly TrackFrame[], b: readonly TrackFrame[]): TrackDifference {
	const sides = (frame: TrackFrame | undefined) => frame?.hands.map(({ side }) => side).join();
	let [otherFrames, farthest, equalFrames] = [Math.abs(a.length - b.length), 0, 0];
	a.forEach((frame, i) => {
		const other = b[i];
		if (!other || other.ptsUs !== frame.ptsUs || sides(other) !== sides(frame)) {
			otherFrames += 1;
			return;
		}
		const far = frame.hands.flatMap((hand, h) =>
			[...hand.imageLandmarks].map((value, k) =>
				k % 3 === 2 ? 0 : Math.abs(value - other.hands[h]!.imageLandmarks[k]!)
			)
		);
		const most = Math.max(0, ...far);
		farthest = Math.max(farthest, most);
		if (most === 0) equalFrames += 1;
	});
	return { otherFrames, farthest, equalFrames };
}
