const CONTAINERS = new Set(['moov', 'trak', 'mdia']);
const WITH_TIMES = new Set(['mvhd', 'tkhd', 'mdhd']);

/**
 * Sets the times of creation and change in an MP4's headers to 0, in place: when somebody worked is nobody's business,
 * and equal pictures then make equal files.
 */
export function clearTimes(mp4: Uint8Array<ArrayBuffer>): void {
	const view = new DataView(mp4.buffer, mp4.byteOffset, mp4.byteLength);
	walk(view, 0, view.byteLength);
}

function walk(view: DataView, from: number, to: number): void {
	for (let at = from; at + 8 <= to;) {
		const name = String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(at + i)));
		let size = view.getUint32(at);
		let header = 8;
		if (size === 1) {
			size = Number(view.getBigUint64(at + 8));
			header = 16;
		}
		if (size === 0) size = to - at;
		if (size < header) return;
		if (CONTAINERS.has(name)) walk(view, at + header, Math.min(to, at + size));
		if (WITH_TIMES.has(name)) {
			const bytes = view.getUint8(at + header) === 1 ? 16 : 8;
			for (let i = 0; i < bytes; i++) view.setUint8(at + header + 4 + i, 0);
		}
		at += size;
	}
}
