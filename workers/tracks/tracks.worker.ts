import * as Comlink from 'comlink';
import { smoothTrack } from '../../src/lib/domain/smoothing/smooth-track.ts';
import { ok } from '../../src/lib/failure/failure.ts';
import type { TracksApi } from './api.ts';

Comlink.expose({
	async smooth(frames, aspect, breaks) {
		return ok(smoothTrack(frames, aspect, breaks));
	}
} satisfies TracksApi);
