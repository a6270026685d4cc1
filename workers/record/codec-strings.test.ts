import { describe, expect, it } from 'vitest';
import { bitrateFor, codecStrings } from './codec-strings.ts';

describe('codec strings', () => {
	it('gives 640×360 at 30 level 3.0: 40 × 23 macroblocks × 30 = 27 600', () => {
		expect(codecStrings(640, 360, 30)[0]).toBe('avc1.42001e');
	});
	it('gives 1280×720 at 30 level 3.1: 80 × 45 × 30 = 108 000, exactly the limit', () => {
		expect(codecStrings(1280, 720, 30)).toEqual(['avc1.42001f', 'avc1.4d001f', 'vp09.00.31.08', 'vp8']);
	});
	it('goes one level up at 31 frames a second', () => {
		expect(codecStrings(1280, 720, 31)[0]).toBe('avc1.420020');
	});
	it('counts part macroblocks: 1080 lines are 68 rows, 1920×1080 at 30 is level 4.0', () => {
		expect(codecStrings(1920, 1080, 30)[0]).toBe('avc1.420028');
	});
	it('asks for about 4 Mbit/s at 720p30 and never less than 1', () => {
		expect(bitrateFor(1280, 720, 30)).toBe(4_009_000);
		expect(bitrateFor(320, 180, 15)).toBe(1_000_000);
	});
});
