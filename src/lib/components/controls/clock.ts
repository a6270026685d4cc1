/** Microseconds as workers read a length or a moment: `0:07`, `1:23`. Rounds down, so that no second shows before it is reached. */
export function clockText(us: number): string {
	const seconds = Math.floor(us / 1e6);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The length of a take, rounded to whole seconds: `0:10` for 9.999 s. */
export const lengthText = (us: number): string => clockText(Math.round(us / 1e6) * 1e6);
