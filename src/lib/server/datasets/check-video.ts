import { join } from 'node:path';
import type { FoundInfo } from './check-info.ts';
import type { VideoWindow } from './check-episodes.ts';
import type { Say } from './checks.ts';
import { readVideoFacts, type VideoFacts } from './video-facts.ts';

/** Readers refuse a frame that lies further than this from its time. */
const TOLERANCE_S = 1e-4;

/** LR11 for one video. */
export async function checkVideo(dir: string, window: VideoWindow, info: FoundInfo, say: Say): Promise<void> {
	const wrong = (message: string) => say('LR11', window.path, message);
	const read = await readVideoFacts(join(dir, window.path));
	if (!read.ok) return wrong(read.failure.message);
	const facts = read.value;
	const feature = info.features[window.videoKey]!;
	const [height, width] = feature.shape;
	const told = feature.info ?? {};
	const same = (name: string, value: string | number | boolean) => {
		if (told[name] !== value) wrong(`${name} is ${value}, info.json says ${String(told[name])}`);
	};
	same('video.codec', facts.codec);
	same('video.pix_fmt', facts.pixelFormat);
	same('video.fps', info.fps);
	same('video.width', facts.width);
	same('video.height', facts.height);
	same('has_audio', facts.audioTracks > 0);
	if (facts.pixelFormat !== 'yuv420p') wrong(`pixel format ${facts.pixelFormat}`);
	if (facts.width !== width || facts.height !== height)
		wrong(`${facts.width}x${facts.height}, shape says ${width}x${height}`);
	if (facts.videoTracks !== 1) wrong(`${facts.videoTracks} video tracks`);
	checkTimes(facts, window, info.fps, wrong);
}

function checkTimes(facts: VideoFacts, window: VideoWindow, fps: number, wrong: (message: string) => void): void {
	const { timesS, keyFrames } = facts;
	if (timesS.length === 0) return wrong('no frame');
	if (Math.abs(timesS[0]!) > 1e-9) wrong(`first time ${timesS[0]}`);
	const outOfOrder = timesS.findIndex((time, i) => i > 0 && time <= timesS[i - 1]!);
	if (outOfOrder > 0) wrong(`B-frames: frame ${outOfOrder} is shown before the one stored ahead of it`);
	const uneven = timesS.findIndex((time, i) => Math.abs(time - i / fps) > TOLERANCE_S);
	if (uneven >= 0) wrong(`frame ${uneven} at ${timesS[uneven]} s, not ${uneven} / ${fps}`);
	if (timesS.length < Math.round(window.toS * fps))
		wrong(`${timesS.length} frames, the window needs ${Math.round(window.toS * fps)}`);
	if (Math.abs(facts.durationS - timesS.length / fps) > TOLERANCE_S)
		wrong(`lasts ${facts.durationS} s, ${timesS.length} frames need ${timesS.length / fps}`);
	if (!keyFrames[0]) wrong('the first frame is no key frame');
	let last = 0;
	keyFrames.forEach((key, i) => {
		if (key) last = i;
		else if (i - last === fps) wrong(`no key frame within a second after frame ${last}`);
	});
}
