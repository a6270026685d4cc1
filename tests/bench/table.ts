/** Prints rows as a table whose columns line up; the first row is the head. */
export function printTable(rows: readonly (readonly (string | number)[])[]): void {
	const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
	rows.forEach((row, index) => {
		const cells = row.map((cell, column) =>
			typeof cell === 'number' ? String(cell).padStart(widths[column]!) : String(cell).padEnd(widths[column]!)
		);
		console.log(cells.join('  ').trimEnd());
		if (index === 0) console.log(widths.map((width) => '-'.repeat(width)).join('  '));
	});
}

/** The closing line of a benchmark; ends the process with 1 when the bar was missed. */
export function close(name: string, figure: string, bar: string, met: boolean): never {
	console.log(`${name}: ${figure} (${bar}) ${met ? 'met' : 'missed'}`);
	process.exit(met ? 0 : 1);
}

export const median = (values: readonly number[]): number => {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? NaN;
};

/** The value that `share` (0..1) of all are at most. */
export const percentile = (values: readonly number[], share: number): number => {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
};
