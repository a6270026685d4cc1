import * as Comlink from 'comlink';
import { useDatabase } from '../../src/lib/adapters/store/db.ts';
import { fail, ok } from '../../src/lib/failure/failure.ts';
import type { RecordApi } from './api.ts';
import { CameraMeasure } from './measure-camera.ts';
import { chooseConfig } from './frame-encoder.ts';
import { openRecording, type Recording } from './recording.ts';

/** One worker, one recording: `measure`, or `start` once and `stop` once; then the page closes the worker. */
let recording: Recording | null = null;
let measuring: CameraMeasure | null = null;
const notStarted = () => fail('encoder_failed', 'no recording was started');

Comlink.expose({
	async probe(options) {
		const config = await chooseConfig(options);
		return config.ok ? ok(config.value.codec) : config;
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
		const opened = await openRecording(options, onEvent);
		if (!opened.ok) {
			await frames?.cancel();
			return opened;
		}
		recording = opened.value;
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
