import type { PtsUs } from '../../schema/time.ts';
import { ptsUs } from '../../schema/units.ts';
import { BODY_LANDMARKS, type SeenBody } from './decode-pose.ts';

/** One picture that was looked at. `body` null: nobody was seen. */
export type BodyLook = { ptsUs: PtsUs; body: SeenBody | null };

/**
 * The upper body on many pictures in one block of bytes, layout 1.
 *
 * layout   little-endian. Uint32 magic, looks n, bodies m, landmarks a body has (25); Float64 ptsUs[n]; Uint32 seen[n], 0 or 1;
 *          then m records of Float32 in the order of the looks: presence, 75 image, 75 world, 25 visibility
 * space    image landmarks over frame width and height; world landmarks in metres
 */
const MAGIC = 0x31424448; // "HDB1"
const HEAD_BYTES = 16;
const IMAGE_AT = 1;
const WORLD_AT = IMAGE_AT + BODY_LANDMARKS * 3;
const VISIBILITY_AT = WORLD_AT + BODY_LANDMARKS * 3;
const RECORD_FLOATS = VISIBILITY_AT + BODY_LANDMARKS;
const bytesFor = (looks: number, bodies: number): number => HEAD_BYTES + looks * 12 + bodies * RECORD_FLOATS * 4;

function viewsOf(buffer: ArrayBuffer, looks: number) {
	return {
		times: new Float64Array(buffer, HEAD_BYTES, looks),
		seen: new Uint32Array(buffer, HEAD_BYTES + looks * 8, looks),
		values: new Float32Array(buffer, HEAD_BYTES + looks * 12)
	};
}

export function packBodies(looks: readonly BodyLook[]): ArrayBuffer {
	const bodies = looks.filter(({ body }) => body !== null).length;
	const buffer = new ArrayBuffer(bytesFor(looks.length, bodies));
	new Uint32Array(buffer, 0, 4).set([MAGIC, looks.length, bodies, BODY_LANDMARKS]);
	const { times, seen, values } = viewsOf(buffer, looks.length);
	let at = 0;
	looks.forEach(({ ptsUs: time, body }, i) => {
		times[i] = time;
		if (!body) return;
		seen[i] = 1;
		values[at] = body.presence;
		values.set(body.imageLandmarks, at + IMAGE_AT);
		values.set(body.worldLandmarks, at + WORLD_AT);
		values.set(body.visibility, at + VISIBILITY_AT);
		at += RECORD_FLOATS;
	});
	return buffer;
}

/** Inverse of `packBodies`. The landmark arrays are views on `buffer`. Throws RangeError where the bytes are not such a block. */
export function unpackBodies(buffer: ArrayBuffer): BodyLook[] {
	const whole = buffer.byteLength >= HEAD_BYTES && buffer.byteLength % 4 === 0;
	const [magic, looks, bodies, landmarks] = whole ? new Uint32Array(buffer, 0, 4) : [];
	if (magic !== MAGIC || landmarks !== BODY_LANDMARKS || buffer.byteLength !== bytesFor(looks!, bodies!))
		throw new RangeError(`${buffer.byteLength} bytes are no upper body of layout 1`);
	const { times, seen, values } = viewsOf(buffer, looks!);
	let at = 0;
	return Array.from({ length: looks! }, (_, i): BodyLook => {
		if (!seen[i]) return { ptsUs: ptsUs(times[i]!), body: null };
		const record = values.subarray(at, (at += RECORD_FLOATS));
		if (record.length < RECORD_FLOATS) throw new RangeError(`look ${i} has no body in the block`);
		return {
			ptsUs: ptsUs(times[i]!),
			body: {
				presence: record[0]!,
				imageLandmarks: record.subarray(IMAGE_AT, WORLD_AT),
				worldLandmarks: record.subarray(WORLD_AT, VISIBILITY_AT),
				visibility: record.subarray(VISIBILITY_AT)
			}
		};
	});
}
