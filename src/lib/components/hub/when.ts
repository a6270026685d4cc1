/** A moment as people write it, in the reader's own time zone: `21 Nov, 14:05`. */
export const whenWords = (atMs: number, locale = 'en'): string =>
	new Intl.DateTimeFormat(locale, {
		day: 'numeric',
		month: 'short',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23'
	}).format(atMs);

/** How long ago, in its largest whole unit: `3 minutes`, `2 days`. */
export function ageWords(sinceMs: number, nowMs: number, locale = 'en'): string {
	const minutes = Math.max(0, Math.floor((nowMs - sinceMs) / 60_000));
	const [value, unit] =
		minutes < 60
			? [minutes, 'minute']
			: minutes < 2880
				? [Math.floor(minutes / 60), 'hour']
				: [Math.floor(minutes / 1440), 'day'];
	return new Intl.NumberFormat(locale, { style: 'unit', unit: unit as string, unitDisplay: 'long' }).format(
		value as number
	);
}
