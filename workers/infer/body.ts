import { postureSeries } from '../../src/lib/domain/upper-body/posture.ts';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import { ptsUs } from '../../src/lib/schema/units.ts';
import { breathe } from '../shared/breathe.ts';
import { openVideo } from '../shared/open-video.ts';
import { makeUpright } from '../shared/upright.ts';
import type { BodyApi, UpperBodyLook, UpperBodyPass } from './api.ts';
import { UpperBodyFinder } from './upper-body.ts';

/*
 * closed ──upperBody──► looking ──end, failure, cancelUpperBody──► closed
 */
let cancelled = false;

/** The worker's part that finds the upper body. Its networks are open only while a pass runs. */
export const body: BodyApi = {
	async upperBody(clip, everyUs, onProgress) {
		cancelled = false;
		const finder = await UpperBodyFinder.open();
		if (!finder.ok) return finder;
		try {
			return await lookThrough(finder.value, clip, everyUs, onProgress);
		} finally {
			await finder.value.close();
		}
	},
	async cancelUpperBody() {
		cancelled = true;
		return ok(null);
	}
};

async function lookThrough(
	finder: UpperBodyFinder,
	clip: Blob,
	everyUs: number,
	onProgress: (share: number) => void
): Promise<Outcome<UpperBodyPass>> {
	const opened = await openVideo(clip);
	if (!opened.ok) return opened;
	const { sink, durationS, close } = opened.value;
	const upright = makeUpright();
	const looks: UpperBodyLook[] = [];
	let frame = { width: 0, height: 0 };
	let firstS: number | null = null;
	let dueUs = 0;
	try {
		// From 0: pictures before it are there only to decode those after it.
		for await (const sample of sink.samples(0)) {
			try {
				if (cancelled) break;
				firstS ??= sample.timestamp;
				const time = ptsUs((sample.timestamp - firstS) * 1e6);
				if (time < dueUs) continue;
				dueUs = time + everyUs;
				frame = { width: sample.displayWidth, height: sample.displayHeight };
				const { picture, done } = upright(sample);
				looks.push({ ptsUs: time, body: await finder.look(picture).finally(done) });
				onProgress(durationS ? Math.min(1, time / 1e6 / durationS) : 0);
			} finally {
				sample.close();
			}
			await breathe();
		}
	} catch (error) {
		return fail('tracker_failed', `upper body after ${looks.length} pictures: ${messageOf(error)}`, { retry: 'now' });
	} finally {
		close();
	}
	if (looks.length === 0 && !cancelled) return fail('decode_failed', 'no frame could be decoded');
	const { detection, landmarks } = finder;
	const maker = {
		model: landmarks.model.name,
		modelSha256: landmarks.model.sha256,
		runtime: landmarks.runtime,
		delegate: landmarks.engine === 'webgpu' ? ('WEBGPU' as const) : ('WASM' as const),
		inputMirrored: false,
		settings: { everyUs, detectionModel: detection.model.name, detectionModelSha256: detection.model.sha256 }
	};
	return ok({ complete: !cancelled, frame, looks, posture: postureSeries(looks, frame), maker });
}
