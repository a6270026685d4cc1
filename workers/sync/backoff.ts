const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/**
 * How long to wait before the next attempt: doubles from one second to one minute, half of it by chance, so that the
 * devices of a whole programme do not come back at the same moment.
 * attempts  failed ones so far, 1 or more; chance  0..1
 */
export function backoffMs(attempts: number, chance: number): number {
	const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempts - 1));
	return Math.round(full / 2 + (full / 2) * chance);
}
