/** Deep equality of plain data: JSON values, any order of fields. */
export function sameValue(a: unknown, b: unknown): boolean {
	if (Object.is(a, b)) return true;
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
	if (Array.isArray(a) !== Array.isArray(b)) return false;
	const left = Object.entries(a).filter(([, value]) => value !== undefined);
	const right = Object.entries(b).filter(([, value]) => value !== undefined);
	return (
		left.length === right.length && left.every(([key, value]) => sameValue(value, (b as Record<string, unknown>)[key]))
	);
}
