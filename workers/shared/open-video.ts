import { ALL_FORMATS, BlobSource, Input, VideoSampleSink } from 'mediabunny';
import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';

export type OpenVideo = {
	sink: VideoSampleSink;
	/** Seconds; null where the file does not say. */
	durationS: number | null;
	close(): void;
};

/** The picture track of a file. fails `file_empty`, `file_not_video`, `codec_unsupported` */
export async function openVideo(blob: Blob): Promise<Outcome<OpenVideo>> {
	if (blob.size === 0) return fail('file_empty', 'the file has no bytes');
	const input = new Input({ source: new BlobSource(blob), formats: ALL_FORMATS });
	try {
		const track = await input.getPrimaryVideoTrack();
		if (!track) return fail('file_not_video', 'the file has no picture track');
		if (!(await track.canDecode())) return fail('codec_unsupported', `codec ${track.codec ?? 'unknown'}`);
		const durationS = await track.computeDuration().catch(() => null);
		return ok({
			sink: new VideoSampleSink(track),
			durationS: durationS && durationS > 0 ? durationS : null,
			close: () => input.dispose()
		});
	} catch (error) {
		input.dispose();
		return fail('file_not_video', messageOf(error));
	}
}
