import type { TrackMaker } from '../../schema/track.ts';

/** Settings that say how a maker was chosen, not how it works, begin so. */
export const TRIAL_PREFIX = 'trial';
/** How sides were decided afterwards, over the whole take: it changes no landmark. */
const IDENTITY = 'identity';

/**
 * Whether two makers give the same landmarks for the same pictures: model, runtime, where it ran, and every setting
 * except what trials measured and how sides were decided afterwards.
 */
export function sameMaker(a: TrackMaker, b: TrackMaker): boolean {
	const works = ({ settings }: TrackMaker) =>
		Object.entries(settings)
			.filter(([name]) => !name.startsWith(TRIAL_PREFIX) && name !== IDENTITY)
			.sort(([x], [y]) => (x < y ? -1 : 1));
	return (
		a.model === b.model &&
		a.modelSha256 === b.modelSha256 &&
		a.runtime === b.runtime &&
		a.delegate === b.delegate &&
		a.inputMirrored === b.inputMirrored &&
		JSON.stringify(works(a)) === JSON.stringify(works(b))
	);
}

/** What a stored chunk says of itself. */
export type StoredChunk = { seq: number; frames: number; firstPtsUs: number; lastPtsUs: number; maker: TrackMaker };

/**
 * How many of the stored chunks, from the first on, a pass can go on after: one maker, no gap, rising times.
 * Chunks beyond a gap are not counted. 0: begin at the start.
 */
export function soundChunks(chunks: readonly StoredChunk[]): number {
	const [first] = chunks;
	if (!first) return 0;
	let lastUs = Number.NEGATIVE_INFINITY;
	const wrong = chunks.findIndex((chunk, i) => {
		const follows = chunk.seq === i && chunk.firstPtsUs > lastUs && sameMaker(chunk.maker, first.maker);
		lastUs = chunk.lastPtsUs;
		return !follows;
	});
	return wrong < 0 ? chunks.length : wrong;
}
