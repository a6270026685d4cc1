/** Bytes as people read them: 812 kB, 3.1 MB, 1.2 GB (powers of ten, as file managers show). */
export function bytesText(bytes: number, locale = 'en'): string {
	const [unit, scale] =
		bytes >= 1e9
			? (['gigabyte', 1e9] as const)
			: bytes >= 1e6
				? (['megabyte', 1e6] as const)
				: (['kilobyte', 1e3] as const);
	const value = bytes / scale;
	return new Intl.NumberFormat(locale, {
		style: 'unit',
		unit,
		unitDisplay: 'short',
		maximumFractionDigits: value >= 100 || unit === 'kilobyte' ? 0 : 1
	}).format(Math.max(value, bytes > 0 && unit === 'kilobyte' ? 1 : 0));
}
