/** A time as a person would say it: a few seconds, about 40 seconds, about 2 minutes. */
export type RoundTime = { unit: 'few' } | { unit: 'seconds' | 'minutes'; count: number };

/** Seconds that frames take, one after the other. `frameMs` is the median of the last ones. null: not known. */
export function secondsForFrames(frames: number, frameMs: number | null): number | null {
	return frameMs === null ? null : (Math.max(0, frames) * frameMs) / 1000;
}

/** Rounds up, so that nobody waits longer than was said: to 5 s below a minute, to 10 s below 90 s, then to minutes. */
export function roundTime(seconds: number): RoundTime {
	if (seconds <= 3) return { unit: 'few' };
	if (seconds <= 60) return { unit: 'seconds', count: Math.ceil(seconds / 5) * 5 };
	if (seconds <= 90) return { unit: 'seconds', count: Math.ceil(seconds / 10) * 10 };
	return { unit: 'minutes', count: Math.ceil(seconds / 60) };
}
