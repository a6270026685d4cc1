import * as Comlink from 'comlink';
import { useDatabase } from '../../src/lib/adapters/store/db.ts';
import { fail, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import type { RecordApi } from './api.ts';
import { CameraMeasure } from './measure-camera.ts';
import { warmEncoder, type FrameEncoder } from './frame-encoder.ts';
import { Recording } from './recording.ts';

/** One worker, one recording: `measure`, or `ready`, then `start` once and `stop` once; then the page closes the worker. */
let recording: Recording | null = null;
/** Warmed up between `ready` and `start`. */
let warm: Promise<Outcome<FrameEncoder>> | null = null;
let measuring: CameraMeasure | null = null;
const notStarted = () => fail('encoder_failed', 'no recording was started');

Comlink.expose({
	async ready(options) {
		warm = warmEncoder(options);
		const encoder = await warm;
		return encoder.ok ? ok(encoder.value.config.codec) : encoder;
	},
	async measure(options, frames, onProgress) {
		measuring = new CameraMeasure(options, onProgress);
		try {
			const measured = await measuring.run(frames);
			return measured.ok ? Comlink.transfer(measured, [measured.value.timesUs.buffer]) : measured;
		} finally {
			measuring = null;
		}
	},
	async start(options, frames, onEvent) {
		useDatabase(options.database ?? null);
		const encoder = await (warm ?? warmEncoder(options));
		if (!encoder.ok) {
			await frames?.cancel();
			return encoder;
		}
		recording = new Recording(options, encoder.value, onEvent);
		if (frames) recording.read(frames);
		return ok(null);
	},
	async push(frame) {
		if (measuring) {
			await measuring.take(frame).finally(() => frame.close());
			return ok(null);
		}
		if (!recording) {
			frame.close();
			return notStarted();
		}
		await recording.push(frame);
		return ok(null);
	},
	async stop(endedBy) {
		if (!recording) return notStarted();
		const summary = await recording.stop(endedBy);
		return Comlink.transfer(ok(summary), [summary.timesUs.buffer]);
	}
} satisfies RecordApi);
