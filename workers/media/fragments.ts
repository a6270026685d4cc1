import { samplesInMoof } from '../shared/split-boxes.ts';
import type { SourceRow } from './cut-api.ts';
import type { RowsInMemory } from './open-rows.ts';

/** A fragment of a recording: its rows, and the packets `[from, to)` of the list of all that were read. */
export type Fragment = { rows: { row: SourceRow; bytes: Uint8Array<ArrayBuffer> }[]; from: number; to: number };

const typeAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at + 4, at + 8));
const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Fragments of rows whose heads were read. A row that does not begin with a head belongs to the fragment before it. */
export function fragmentsOf(recording: RowsInMemory): Fragment[] {
	const fragments: Fragment[] = [];
	let packets = 0;
	for (const row of recording.rows) {
		if (row.kind === 'init') continue;
		const bytes = recording.bytesOf(row);
		if (typeAt(bytes, 0) !== 'moof') fragments.at(-1)?.rows.push({ row, bytes });
		else {
			const count = samplesInMoof(bytes, 0, view(bytes).getUint32(0));
			fragments.push({ rows: [{ row, bytes }], from: packets, to: packets + count });
			packets += count;
		}
	}
	return fragments;
}

/** Places of the boxes on a path of kinds, e.g. `moof/traf/tfdt`; each an offset to its header. */
function boxesAt(bytes: Uint8Array, path: readonly string[], from: number, to: number): number[] {
	const found: number[] = [];
	for (let at = from; at + 8 <= to;) {
		const length = view(bytes).getUint32(at);
		if (length < 8) break;
		if (typeAt(bytes, at) === path[0])
			found.push(...(path.length === 1 ? [at] : boxesAt(bytes, path.slice(1), at + 8, Math.min(to, at + length))));
		at += length;
	}
	return found;
}

/**
 * The head of a fragment, from the bytes of its first row, with its pictures `shiftUs` earlier and this number. Null where it is not as our own muxer
 * writes it: one track, numbered `trackId`, times of 64 bits, places counted from its own head.
 * time  ticks of the file are microseconds
 */
export function movedHead(
	bytes: Uint8Array<ArrayBuffer>,
	shiftUs: number,
	number: number,
	trackId: number
): Uint8Array<ArrayBuffer> | null {
	const head = bytes.slice(0, view(bytes).getUint32(0));
	const values = view(head);
	const end = head.length;
	const one = (path: string): number | null => {
		const found = boxesAt(head, path.split('/'), 0, end);
		return found.length === 1 ? found[0]! : null;
	};
	const [mfhd, tfhd, tfdt] = [one('moof/mfhd'), one('moof/traf/tfhd'), one('moof/traf/tfdt')];
	if (mfhd === null || tfhd === null || tfdt === null || values.getUint8(tfdt + 8) !== 1) return null;
	// 0x020000: default-base-is-moof.
	if (values.getUint32(tfhd + 12) !== trackId || (values.getUint32(tfhd + 8) & 0x020000) === 0) return null;
	const moved = values.getBigUint64(tfdt + 12) - BigInt(shiftUs);
	if (moved < 0n) return null;
	values.setUint32(mfhd + 12, number);
	values.setBigUint64(tfdt + 12, moved);
	return head;
}

/** Numbers a fragment that was just made, in place. */
export function numberFragment(bytes: Uint8Array, number: number): void {
	const mfhd = boxesAt(bytes, ['moof', 'mfhd'], 0, view(bytes).getUint32(0))[0];
	if (mfhd !== undefined) view(bytes).setUint32(mfhd + 12, number);
}

/** The head of a file whose pictures may bring parameter sets along: its sample entry is `avc3` instead of `avc1`. */
export function withOwnSets(init: Uint8Array): Uint8Array<ArrayBuffer> {
	const bytes = init.slice();
	const path = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd'];
	const stsd = boxesAt(bytes, path, 0, bytes.length)[0];
	// Version, flags and count stand before the first entry.
	if (stsd !== undefined && typeAt(bytes, stsd + 16) === 'avc1') bytes[stsd + 23] = '3'.charCodeAt(0);
	return bytes;
}
