import * as Comlink from 'comlink';
import { useDatabase } from '../../src/lib/adapters/store/db.ts';
import { ok, type Outcome } from '../../src/lib/failure/failure.ts';
import type { ImportApi, VideoFacts } from './api.ts';
import { copyVideo } from './copy-video.ts';
import { openVideo } from './open-video.ts';

const send = (outcome: Outcome<VideoFacts>): Outcome<VideoFacts> =>
	outcome.ok ? Comlink.transfer(outcome, [outcome.value.timesUs.buffer]) : outcome;

Comlink.expose({
	async importVideo(file, takeId, { firstSeq, own, database }, onProgress) {
		useDatabase(database ?? null);
		const video = await openVideo(file, own);
		if (!video.ok) return video;
		try {
			return send(await copyVideo(video.value, takeId, firstSeq, onProgress));
		} finally {
			video.value.close();
		}
	},
	async inspect(file) {
		const video = await openVideo(file, true);
		if (!video.ok) return video;
		video.value.close();
		return send(ok(video.value.facts, video.value.discarded));
	}
} satisfies ImportApi);
