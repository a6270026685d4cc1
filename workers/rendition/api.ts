import type { Box } from '../../src/lib/domain/redaction/face-box.ts';
import type { Slot } from '../../src/lib/domain/rendition/choose-slots.ts';
import type { Outcome } from '../../src/lib/failure/failure.ts';
import type { RenditionSpec } from '../../src/lib/schema/programme.ts';
import type { CaptureFile } from '../../src/lib/schema/submission.ts';
import type { PtsUs } from '../../src/lib/schema/time.ts';

/** A source frame on its way to the detectors, upright. Whoever gets it closes it. */
export type SourceFrame = { ptsUs: PtsUs; frame: VideoFrame };

export type OpenedSource = {
	/** Size of the picture as shown, rotation applied, pixels. */
	width: number;
	height: number;
};

/** What to cover on a source frame, 0..1 of its width and height. */
export type Redactions = { ptsUs: PtsUs; whole: boolean; boxes: Box[] }[];

export type RenderJob = {
	spec: RenditionSpec;
	/** One for each frame of the rendition, from `chooseSlots`. */
	slots: Slot[];
	/** A frame without an entry is covered whole. */
	redactions: Redactions;
};

export type Rendered = {
	/** MP4, H.264, index in front, constant rate, first frame at 0. */
	mp4: Blob;
	codec: string;
	frames: number;
	imageStats: CaptureFile['imageStats'];
	/** For each slot the covered rectangles in pixels of the rendition: left, top, width, height. */
	covered: number[][][];
};

/**
 *   idle ──open──► open ──from/next──► reading ──► open ──render──► rendering ──► open
 *                    └──────────────── close, or the worker's end ───────────────────┘
 */
export interface RenditionApi {
	/** fails `rendition_failed` (no WebCodecs, or this size cannot be encoded), `file_empty`, `file_not_video`, `codec_unsupported` */
	open(media: Blob, spec: RenditionSpec): Promise<Outcome<OpenedSource>>;
	/**
	 * Goes to the first frame at or after `fromUs`; `next` ends before `toUs`. Times on the take's clock.
	 * `covered`: `next` gives pictures as the rendition will show them, and only those on which some boxes are covered.
	 */
	from(fromUs: number, toUs: number, covered: Redactions | null): Promise<Outcome<null>>;
	/** The next frame, null at the end. The frame is transferred. fails `decode_failed` */
	next(): Promise<Outcome<SourceFrame | null>>;
	/** Makes the rendition. `onProgress` gets frames done. fails `decode_failed`, `rendition_failed` */
	render(job: RenderJob, onProgress: (done: number) => void): Promise<Outcome<Rendered>>;
}
