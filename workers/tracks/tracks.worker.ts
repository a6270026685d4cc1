import * as Comlink from 'comlink';
import { packTrack, unpackTrack } from '../../src/lib/domain/hands/pack-track.ts';
import { settleSides } from '../../src/lib/domain/hands/settle-sides.ts';
import { checkAnatomy, worstFrames } from '../../src/lib/domain/quality/anatomy.ts';
import { smoothTrack } from '../../src/lib/domain/smoothing/smooth-track.ts';
import { ok } from '../../src/lib/failure/failure.ts';
import type { TracksApi } from './api.ts';

Comlink.expose({
	async settle(chunks, inputMirrored, aspect) {
		const parts = chunks.map(unpackTrack);
		const settled = settleSides(parts.flat(), inputMirrored, aspect);
		let at = 0;
		const packed = parts.map(({ length }) => packTrack(settled.slice(at, (at += length))));
		return Comlink.transfer(ok(packed), packed);
	},
	async smooth(frames, aspect, breaks) {
		return ok(smoothTrack(frames, aspect, breaks));
	},
	async worst(frames, aspect) {
		return ok(worstFrames(checkAnatomy(frames, aspect)));
	}
} satisfies TracksApi);
