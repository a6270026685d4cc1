import { expect, it } from 'vitest';
import { avcCodec } from './avc-codec.ts';

const spec = (width: number, height: number, fps: number) => ({ width, height, fps, bitrate: 1, gop: 15 });

it('names the lowest level that fits', () => {
	expect(avcCodec(spec(640, 480, 30))).toBe('avc1.42e01e'); // 36 000 macroblocks a second: level 3.0
	expect(avcCodec(spec(1280, 720, 30))).toBe('avc1.42e01f'); // 108 000: level 3.1, just
	expect(avcCodec(spec(1280, 720, 60))).toBe('avc1.42e020'); // 216 000: level 3.2
	expect(avcCodec(spec(1920, 1080, 30))).toBe('avc1.42e028'); // 244 800: level 4.0
});
