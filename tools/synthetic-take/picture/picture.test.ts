import { describe, expect, it } from 'vitest';
import { chanceFrom } from '../motion/chance.ts';
import { defocus } from './defocus.ts';
import { develop, normalTable } from './develop.ts';
import { addLight, darkPicture } from './light.ts';

const grey = (level: number, width = 32, height = 32) => {
	const picture = darkPicture(width, height);
	addLight(picture, new Uint8Array(width * height * 4).fill(level), 1);
	return picture;
};
const table = normalTable(chanceFrom(1));

describe('light', () => {
	it('goes in and out without a change', () => {
		for (const level of [0, 1, 17, 128, 254, 255]) {
			const bytes = develop(grey(level, 2, 2), 0, table, chanceFrom(1));
			expect(Math.abs(bytes[0]! - level)).toBeLessThanOrEqual(1);
		}
	});

	it('adds as light does: half white, half black is brighter than the middle of the numbers', () => {
		const picture = darkPicture(1, 1);
		addLight(picture, new Uint8Array([255, 255, 255, 255]), 0.5);
		addLight(picture, new Uint8Array([0, 0, 0, 255]), 0.5);
		expect(develop(picture, 0, table, chanceFrom(1))[0]).toBe(188);
	});

	it('turns the rows round: the first row read from WebGL is the lowest', () => {
		const picture = darkPicture(1, 2);
		addLight(picture, new Uint8Array([255, 0, 0, 255, 0, 255, 0, 255]), 1);
		expect([...develop(picture, 0, table, chanceFrom(1))]).toEqual([0, 255, 0, 255, 0, 0]);
	});
});

describe('noise and blur', () => {
	it('noise has the spread asked for in the middle tones, no offset, and the same bytes for the same seed', () => {
		const picture = grey(128, 128, 128);
		const bytes = develop(picture, 6, table, chanceFrom(3));
		const mean = bytes.reduce((sum, value) => sum + value, 0) / bytes.length;
		const spread = Math.sqrt(bytes.reduce((sum, value) => sum + (value - mean) ** 2, 0) / bytes.length);
		expect(Math.abs(mean - 128)).toBeLessThan(0.5);
		expect(Math.abs(spread - 6)).toBeLessThan(0.3);
		expect(develop(picture, 6, table, chanceFrom(3))).toEqual(bytes);
	});

	it('defocus spreads a point and keeps its light', () => {
		const picture = darkPicture(41, 41);
		picture.rgb[(20 * 41 + 20) * 3] = 1;
		const { rgb } = defocus(picture, 5);
		const light = rgb.reduce((sum, value) => sum + value, 0);
		expect(light).toBeCloseTo(1, 4);
		expect(rgb[(20 * 41 + 20) * 3]!).toBeLessThan(0.05);
		expect(rgb[(20 * 41 + 24) * 3]!).toBeGreaterThan(0.001);
	});
});
