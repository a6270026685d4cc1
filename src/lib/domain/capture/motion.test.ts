import { expect, it } from 'vitest';
import { packSamples, samplesOfMotion, samplesOfOrientation } from './motion.ts';

it('turns degrees a second into radians a second, x y z, and leaves m/s² as they are', () => {
	const samples = samplesOfMotion(5, { x: 0, y: -0.5, z: 9.81 }, { alpha: 180, beta: -90, gamma: 0 });
	expect(samples).toEqual([
		{ sensor: 'acceleration', atMs: 5, values: [0, -0.5, 9.81] },
		{ sensor: 'rotation', atMs: 5, values: [Math.PI, -Math.PI / 2, 0] }
	]);
});
it('leaves out a sensor that the device does not have', () => {
	expect(samplesOfMotion(5, { x: null, y: null, z: null }, null)).toEqual([]);
	expect(samplesOfMotion(5, { x: 0, y: 0, z: 9.8 }, { alpha: null, beta: 1, gamma: 1 })).toHaveLength(1);
	expect(samplesOfOrientation(5, { alpha: null, beta: null, gamma: null })).toEqual([]);
});
it('says orientation in radians', () => {
	expect(samplesOfOrientation(5, { alpha: 180, beta: 90, gamma: 0 })[0]!.values).toEqual([Math.PI, Math.PI / 2, 0]);
});
it('packs on the clock of the take: whole microseconds from the first frame, before it below 0', () => {
	const sample = (atMs: number) => ({
		sensor: 'rotation' as const,
		atMs,
		values: [1, 2, 3] as [number, number, number]
	});
	expect([...packSamples([sample(99.5), sample(1100.0004)], 100)]).toEqual([-500, 1, 2, 3, 1_000_000, 1, 2, 3]);
});
