import { HandCorrection, type KeypointState } from '../../schema/annotation.ts';
import { LANDMARKS } from '../../schema/limits.ts';

const STATES: readonly KeypointState[] = ['visible', 'occluded', 'outside', 'absent'];
const MOVED = 0x80;
/** 21 × (x, y) Float32 little-endian, then 21 bytes: index of the state, with the top bit for "moved". */
const PACKED_BYTES = LANDMARKS * 9;

/** A corrected hand as it lies in the Yjs document: one value. Fields that we do not know travel along. */
export type PackedHand = Record<string, unknown> & { ptsUs: number; side: string; packed: Uint8Array };

export function packHand(hand: HandCorrection): PackedHand {
	const { points, ...rest } = hand;
	const packed = new Uint8Array(PACKED_BYTES);
	const view = new DataView(packed.buffer);
	points.forEach((point, i) => {
		view.setFloat32(i * 8, point.x, true);
		view.setFloat32(i * 8 + 4, point.y, true);
		packed[LANDMARKS * 8 + i] = STATES.indexOf(point.state) | (point.moved ? MOVED : 0);
	});
	return { ...rest, packed };
}

/** Inverse of `packHand`; `null` for what is not a packed hand (a newer version's, or damaged). */
export function unpackHand(value: unknown): HandCorrection | null {
	if (typeof value !== 'object' || value === null) return null;
	const { packed, ...rest } = value as PackedHand;
	if (!(packed instanceof Uint8Array) || packed.byteLength !== PACKED_BYTES) return null;
	const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
	const points = Array.from({ length: LANDMARKS }, (_, i) => {
		const flags = packed[LANDMARKS * 8 + i]!;
		return {
			x: view.getFloat32(i * 8, true),
			y: view.getFloat32(i * 8 + 4, true),
			state: STATES[flags & ~MOVED],
			moved: (flags & MOVED) !== 0
		};
	});
	const parsed = HandCorrection.safeParse({ ...rest, points });
	return parsed.success ? parsed.data : null;
}
