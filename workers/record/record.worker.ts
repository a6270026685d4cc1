import * as Comlink from 'comlink';
import { fail, ok } from '../../src/lib/failure/failure.ts';
import type { RecordApi } from './api.ts';
import { chooseConfig } from './frame-encoder.ts';
import { openRecording, type Recording } from './recording.ts';

/** One worker, one recording: `start` once, `stop` once, then the page closes the worker. */
let recording: Recording | null = null;
const notStarted = () => fail('encoder_failed', 'no recording was started');

Comlink.expose({
	async probe(options) {
		const config = await chooseConfig(options);
		return config.ok ? ok(config.value.codec) : config;
	},
	async start(options, frames, onEvent) {
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
