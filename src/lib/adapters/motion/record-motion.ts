import { packSamples, samplesOfMotion, samplesOfOrientation, type MotionSample } from '../../domain/capture/motion.ts';
import { messageOf, type Failure } from '../../failure/failure.ts';
import type { TakeId } from '../../schema/ids.ts';
import type { SensorKind } from '../../schema/sensor.ts';
import { writeSensors } from '../store/sensors.ts';

/** Samples of so long go into one row. */
const ROW_MS = 1000;

type Asking = { requestPermission?: () => Promise<'granted' | 'denied'> };

/**
 * Asks for the motion sensors where the device wants to be asked (iOS), which must happen on a press. True: allowed, or not asked.
 * Elsewhere there is nothing to ask: sensors that are blocked give no events.
 */
export async function askForMotion(): Promise<boolean> {
	const classes = [globalThis.DeviceMotionEvent, globalThis.DeviceOrientationEvent] as (Asking | undefined)[];
	try {
		const answers = await Promise.all(classes.map((each) => each?.requestPermission?.()));
		return !answers.includes('denied');
	} catch (error) {
		console.info('[motion] not allowed', messageOf(error));
		return false;
	}
}

/** Samples of each sensor in a take. */
export type MotionCount = Partial<Record<SensorKind, number>>;

export type MotionRecording = {
	/** The recorder says when its first frame was: wall-clock milliseconds. Better known as time goes on. */
	firstFrameAt(wallMs: number): void;
	/** Stops listening, writes the rest, and says how many samples lie on the device. The first failure ended the writing. */
	stop(): Promise<{ count: MotionCount; failure: Failure | null }>;
};

/** Records the wanted sensors beside a take until `stop`. Samples before the first frame is known wait. */
export function recordMotion(takeId: TakeId, wanted: readonly SensorKind[]): MotionRecording {
	const waiting = new Map<SensorKind, MotionSample[]>(wanted.map((sensor) => [sensor, []]));
	const seq = new Map<SensorKind, number>();
	const count: MotionCount = {};
	let failure: Failure | null = null;
	let firstFrameAtMs: number | null = null;
	let writing: Promise<void> = Promise.resolve();

	const keep = (samples: MotionSample[]) => {
		for (const sample of samples) waiting.get(sample.sensor)?.push(sample);
	};
	const onMotion = (event: DeviceMotionEvent) =>
		keep(samplesOfMotion(event.timeStamp, event.accelerationIncludingGravity, event.rotationRate));
	const onOrientation = (event: DeviceOrientationEvent) => keep(samplesOfOrientation(event.timeStamp, event));

	const write = (): Promise<void> => {
		const wallMs = firstFrameAtMs;
		if (wallMs === null) return writing;
		for (const sensor of wanted) {
			const samples = waiting.get(sensor)!.splice(0);
			if (samples.length > 0) writing = writing.then(() => writeRow(sensor, samples, wallMs));
		}
		return writing;
	};
	const writeRow = async (sensor: SensorKind, samples: MotionSample[], wallMs: number) => {
		if (failure) return;
		const at = seq.get(sensor) ?? 0;
		seq.set(sensor, at + 1);
		const packed = packSamples(samples, wallMs - performance.timeOrigin);
		const written = await writeSensors({ takeId, sensor, seq: at, firstFrameAtMs: wallMs, packed });
		if (written.ok) count[sensor] = (count[sensor] ?? 0) + samples.length;
		else failure = written.failure;
	};

	if (wanted.some((sensor) => sensor !== 'orientation')) addEventListener('devicemotion', onMotion);
	if (wanted.includes('orientation')) addEventListener('deviceorientation', onOrientation);
	const timer = setInterval(() => void write(), ROW_MS);
	return {
		firstFrameAt(wallMs) {
			firstFrameAtMs = wallMs;
		},
		async stop() {
			clearInterval(timer);
			removeEventListener('devicemotion', onMotion);
			removeEventListener('deviceorientation', onOrientation);
			await write();
			return { count, failure };
		}
	};
}
