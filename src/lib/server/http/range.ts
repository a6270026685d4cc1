export type ByteRange = { start: number; end: number };

/**
 * The one range that `Range: bytes=…` asks for, both ends counted in.
 * null: none was asked for, or something other than one byte range; the whole is sent then (RFC 9110, 14.2).
 */
export function parseRange(header: string | null, length: number): ByteRange | 'unsatisfiable' | null {
	const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
	if (!match || (match[1] === '' && match[2] === '')) return null;
	const [, first, last] = match;
	if (first === '') {
		const suffix = Math.min(Number(last), length);
		return suffix === 0 ? 'unsatisfiable' : { start: length - suffix, end: length - 1 };
	}
	const start = Number(first);
	const end = last === '' ? length - 1 : Math.min(Number(last), length - 1);
	if (start >= length) return 'unsatisfiable';
	return start > end ? null : { start, end };
}
