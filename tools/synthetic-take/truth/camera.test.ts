import { describe, expect, it } from 'vitest';
import { fromAfar, project, type View } from './camera.ts';

const size = { width: 640, height: 480 };
/** One metre above the desk, level, looking along −z; a quarter circle from top to bottom. */
const level: View = { fov: 90, pos: [0, 1, 0], at: [0, 1, -1] };

describe('project', () => {
	it('puts points where a pinhole does', () => {
		// tan 45° = 1: at 2 m the picture shows 2 m above and below the axis, 240 px for 2 m.
		expect(project(level, size, [0, 1, -2])).toEqual({ px: [320, 240], depth: 2 });
		const { px, depth } = project(level, size, [1, 1.5, -2]);
		expect(px[0]).toBeCloseTo(320 + 120, 9);
		expect(px[1]).toBeCloseTo(240 - 60, 9);
		expect(depth).toBeCloseTo(2, 9);
	});

	it('puts what the camera looks at into the middle, from anywhere', () => {
		const view: View = { fov: 38, pos: [0.1, 0.36, 0.46], at: [-0.02, 0.06, -0.035] };
		const { px, depth } = project(view, size, view.at);
		expect(px[0]).toBeCloseTo(320, 6);
		expect(px[1]).toBeCloseTo(240, 6);
		expect(depth).toBeCloseTo(Math.hypot(0.12, 0.3, 0.495), 9);
		expect(project(fromAfar(view, 2), size, view.at).depth).toBeCloseTo(2 * depth, 9);
	});

	it('gives a point behind the camera a depth below zero', () => {
		expect(project(level, size, [0, 1, 1]).depth).toBe(-1);
	});
});
