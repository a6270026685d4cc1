import { describe, expect, it } from 'vitest';
import { parseAvcRecord, sameSets, withSets } from './parameter-sets.ts';

// version 1, profile 66, compatibility, level 31, lengths of 4 bytes, one sequence set of 3 bytes, one picture set of 2.
const RECORD = Uint8Array.of(1, 66, 0xc0, 31, 0xff, 0xe1, 0, 3, 0x67, 1, 2, 1, 0, 2, 0x68, 9);

describe('parameter sets', () => {
	it('are read from the record', () => {
		expect(parseAvcRecord(RECORD)).toEqual({
			lengthBytes: 4,
			units: [Uint8Array.of(0x67, 1, 2), Uint8Array.of(0x68, 9)]
		});
	});
	it('are told apart', () => {
		const other = RECORD.slice();
		other[9] = 7;
		expect(sameSets(parseAvcRecord(RECORD), parseAvcRecord(RECORD))).toBe(true);
		expect(sameSets(parseAvcRecord(RECORD), parseAvcRecord(other))).toBe(false);
	});
	it('go in front of a picture, in the lengths that the file uses', () => {
		const packet = Uint8Array.of(0, 0, 0, 2, 0x65, 5);
		expect([...withSets(packet, 4, [Uint8Array.of(0x68, 9)], 4)]).toEqual([0, 0, 0, 2, 0x68, 9, 0, 0, 0, 2, 0x65, 5]);
		expect([...withSets(packet, 4, [], 2)]).toEqual([0, 2, 0x65, 5]);
	});
});
