import { handMotions } from '../../src/lib/domain/quality/hand-motion.ts';
import { handsBox } from '../../src/lib/domain/quality/hands-in-frame.ts';
import { lookSeries } from '../../src/lib/domain/quality/look-series.ts';
import type { LumaPlane } from '../../src/lib/domain/quality/measure-look.ts';
import type { FrameLook } from '../../src/lib/schema/quality.ts';
import type { TrackFrame } from '../../src/lib/schema/track.ts';
import { lumaReader } from '../shared/luma-plane.ts';

/** As often as the check looks at a take. */
const EVERY_US = 200_000;
/** Motion at a frame is told by those of the tenth of a second before it. */
const RECENT_US = 100_000;

/** The same measures as the quality worker's, of a stream while it runs: each picture is drawn small before the hands on it are known. */
export class LiveLooks {
	#measure = lookSeries();
	#reader: { width: number; height: number; read: ReturnType<typeof lumaReader> } | null = null;
	#nextUs = -Infinity;
	#recent: TrackFrame[] = [];

	/** The small picture of a frame, where one is due. The frame stays the caller's. */
	draw(frame: VideoFrame, timeUs: number): LumaPlane | null {
		if (timeUs < this.#nextUs) return null;
		this.#nextUs = timeUs + EVERY_US;
		const { displayWidth: width, displayHeight: height } = frame;
		if (this.#reader?.width !== width || this.#reader.height !== height)
			this.#reader = { width, height, read: lumaReader(width, height) };
		return this.#reader.read((context, x, y, w, h) => context.drawImage(frame, x, y, w, h));
	}

	/** Every frame in turn; a look for the one that was drawn. */
	tracked(frame: TrackFrame, plane: LumaPlane | null): FrameLook | null {
		this.#recent = [...this.#recent.filter(({ ptsUs }) => ptsUs >= frame.ptsUs - RECENT_US), frame];
		if (!plane) return null;
		const motion = handMotions(this.#recent, plane.width / plane.height).at(-1) ?? null;
		return this.#measure(plane, { ptsUs: frame.ptsUs, box: handsBox(frame), motion });
	}
}
