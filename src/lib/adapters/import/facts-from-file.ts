import type { VideoFacts } from '../../../../workers/import/api.ts';
import { gapReport } from '../../domain/time/gap-report.ts';
import { gapStats } from '../../domain/time/gap-stats.ts';
import type { CaptureFacts } from '../../schema/take.ts';

/** Capture facts of a clip that was not filmed here, or whose counters went with a crash. */
export function factsFromFile(
	video: Omit<VideoFacts, 'thumbnail'>,
	endedBy: CaptureFacts['endedBy'],
	frameSource: CaptureFacts['frameSource'] = 'file'
): CaptureFacts {
	return {
		width: video.width,
		height: video.height,
		codec: video.codec,
		frameSource,
		totalFrames: null,
		deliveredFrames: null,
		discardedFrames: null,
		unreportedFrames: null,
		encodedFrames: video.timesUs.length,
		droppedFrames: 0,
		...gapStats(video.timesUs),
		gaps: gapReport(video.timesUs),
		mirroredPreview: false,
		mirroredFile: false,
		trackedLiveFrames: null,
		endedBy
	};
}
