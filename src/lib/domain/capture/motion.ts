import { SENSOR_FIELDS, type SensorKind } from '../../schema/sensor.ts';

/** One sample: milliseconds on the page's clock (`Event.timeStamp`), then three values in the units of `SensorKind`. */
export type MotionSample = { sensor: SensorKind; atMs: number; values: readonly [number, number, number] };

type Axes = { x: number | null; y: number | null; z: number | null } | null;
type Angles = { alpha: number | null; beta: number | null; gamma: number | null } | null;

const RADIANS = Math.PI / 180;
const whole = (values: readonly (number | null | undefined)[]): values is [number, number, number] =>
	values.every((value) => typeof value === 'number' && Number.isFinite(value));

/**
 * Samples of a `devicemotion` event. `rotationRate` comes in degrees a second with alpha about x, beta about y and gamma
 * about z. Missing values leave the sensor out: a machine without sensors says null.
 * source  W3C Device Orientation and Motion, 4.2
 */
export function samplesOfMotion(atMs: number, acceleration: Axes, rotation: Angles): MotionSample[] {
	const samples: MotionSample[] = [];
	const axes = [acceleration?.x, acceleration?.y, acceleration?.z];
	if (whole(axes)) samples.push({ sensor: 'acceleration', atMs, values: axes });
	const turns = [rotation?.alpha, rotation?.beta, rotation?.gamma];
	if (whole(turns)) samples.push({ sensor: 'rotation', atMs, values: inRadians(turns) });
	return samples;
}

/** The sample of a `deviceorientation` event, degrees to radians; none where the device does not know. */
export function samplesOfOrientation(atMs: number, angles: NonNullable<Angles>): MotionSample[] {
	const values = [angles.alpha, angles.beta, angles.gamma];
	return whole(values) ? [{ sensor: 'orientation', atMs, values: inRadians(values) }] : [];
}

const inRadians = (degrees: readonly number[]): [number, number, number] => [
	degrees[0]! * RADIANS,
	degrees[1]! * RADIANS,
	degrees[2]! * RADIANS
];

/** Packs samples of one sensor: time on the take's clock in whole microseconds, then the values. zeroMs: page clock of the first frame */
export function packSamples(samples: readonly MotionSample[], zeroMs: number): Float64Array<ArrayBuffer> {
	const packed = new Float64Array(samples.length * SENSOR_FIELDS);
	samples.forEach(({ atMs, values }, i) =>
		packed.set([Math.round((atMs - zeroMs) * 1000), ...values], i * SENSOR_FIELDS)
	);
	return packed;
}
