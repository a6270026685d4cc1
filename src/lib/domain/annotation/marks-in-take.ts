import type { KeptMarks } from '../../schema/take.ts';
import type { FilmingMark } from './plan-filming-marks.ts';

/**
 * Marks on the take's own clock. One that was still held ends with the take.
 * endUs    where the last frame ends
 * returns  none where the time of the first frame is not known
 */
export function marksInTake({ firstFrameAtMs, marks }: KeptMarks, endUs: number): FilmingMark[] {
	if (firstFrameAtMs === null) return [];
	const us = (ms: number): number => Math.round((ms - firstFrameAtMs) * 1000);
	return marks.map(({ kind, fromMs, toMs }) => {
		const fromUs = us(fromMs);
		return { kind, fromUs, toUs: toMs === null ? Math.max(fromUs, endUs) : us(toMs) };
	});
}
