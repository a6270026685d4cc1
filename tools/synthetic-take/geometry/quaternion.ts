import type { Vector } from './vector.ts';

/** A rotation as x, y, z, w of a unit quaternion. */
export type Quaternion = readonly [number, number, number, number];

export const noTurn: Quaternion = [0, 0, 0, 1];
const rad = Math.PI / 180;

/** First `b`, then `a`. */
export const multiply = (a: Quaternion, b: Quaternion): Quaternion => [
	a[3] * b[0] + a[0] * b[3] + a[1] * b[2] - a[2] * b[1],
	a[3] * b[1] - a[0] * b[2] + a[1] * b[3] + a[2] * b[0],
	a[3] * b[2] + a[0] * b[1] - a[1] * b[0] + a[2] * b[3],
	a[3] * b[3] - a[0] * b[0] - a[1] * b[1] - a[2] * b[2]
];

export const inverse = (q: Quaternion): Quaternion => [-q[0], -q[1], -q[2], q[3]];

export function turnVector(q: Quaternion, v: Vector): Vector {
	const [x, y, z, w] = q;
	const tx = 2 * (y * v[2] - z * v[1]);
	const ty = 2 * (z * v[0] - x * v[2]);
	const tz = 2 * (x * v[1] - y * v[0]);
	return [v[0] + w * tx + y * tz - z * ty, v[1] + w * ty + z * tx - x * tz, v[2] + w * tz + x * ty - y * tx];
}

/** Degrees about the unit axis. */
export function aboutAxis(axis: Vector, degrees: number): Quaternion {
	const s = Math.sin((degrees * rad) / 2);
	return [axis[0] * s, axis[1] * s, axis[2] * s, Math.cos((degrees * rad) / 2)];
}

/** Degrees about x, y, z, applied in the order z, x, y (Euler order YXZ). */
export const fromEuler = (x: number, y: number, z: number): Quaternion =>
	multiply(multiply(aboutAxis([0, 1, 0], y), aboutAxis([1, 0, 0], x)), aboutAxis([0, 0, 1], z));

/** The rotation whose columns are the three unit vectors, which must be square to each other and right-handed. */
export function fromAxes(x: Vector, y: Vector, z: Vector): Quaternion {
	const trace = x[0] + y[1] + z[2];
	if (trace > 0) {
		const s = 2 * Math.sqrt(trace + 1);
		return [(y[2] - z[1]) / s, (z[0] - x[2]) / s, (x[1] - y[0]) / s, s / 4];
	}
	if (x[0] > y[1] && x[0] > z[2]) {
		const s = 2 * Math.sqrt(1 + x[0] - y[1] - z[2]);
		return [s / 4, (y[0] + x[1]) / s, (z[0] + x[2]) / s, (y[2] - z[1]) / s];
	}
	if (y[1] > z[2]) {
		const s = 2 * Math.sqrt(1 + y[1] - x[0] - z[2]);
		return [(y[0] + x[1]) / s, s / 4, (z[1] + y[2]) / s, (z[0] - x[2]) / s];
	}
	const s = 2 * Math.sqrt(1 + z[2] - x[0] - y[1]);
	return [(z[0] + x[2]) / s, (z[1] + y[2]) / s, s / 4, (x[1] - y[0]) / s];
}

/** The turn a share 0..1 of the way from `a` to `b`, on the shorter way round. */
export function slerp(a: Quaternion, b: Quaternion, share: number): Quaternion {
	let cosine = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
	const sign = cosine < 0 ? -1 : 1;
	cosine *= sign;
	const angle = Math.acos(Math.min(1, cosine));
	const s = Math.sin(angle);
	const [ka, kb] = s < 1e-6 ? [1 - share, share] : [Math.sin((1 - share) * angle) / s, Math.sin(share * angle) / s];
	const q = a.map((value, i) => ka * value + kb * sign * b[i]!);
	const n = Math.hypot(...q);
	return [q[0]! / n, q[1]! / n, q[2]! / n, q[3]! / n];
}
