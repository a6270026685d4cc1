/** Microseconds as workers read a length or a moment: `0:07`, `1:23`. Rounds down, so that no second shows before it is reached. */
export function clockText(us: number): string {
	const seconds = Math.floor(us / 1e6);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
