import { keptPieces } from '../../domain/annotation/kept-pieces.ts';
import type { Span } from '../../domain/annotation/lanes.ts';
import { shownAsCorrected } from '../../domain/rendition/choose-slots.ts';
import { canonicalJson } from '../../domain/rights/canonical-json.ts';
import { fail, messageOf, ok, type Outcome } from '../../failure/failure.ts';
import type { AnnotationSnapshot } from '../../schema/annotation.ts';
import type { Sha256, TakeId } from '../../schema/ids.ts';
import type { RenditionSpec } from '../../schema/programme.ts';
import type { CaptureFacts, Take } from '../../schema/take.ts';
import type { PtsUs } from '../../schema/time.ts';
import type { TrackFrame, TrackMaker } from '../../schema/track.ts';
import { ptsUs } from '../../schema/units.ts';
import { readAnnotation, workerDocId } from '../annotation/open-annotation.ts';
import { sha256 } from '../keys/sha256.ts';
import { withDb } from '../store/db.ts';
import { isTracked } from '../store/pass-chunks.ts';
import { readQuality, type StoredQuality } from '../store/quality.ts';
import { getTake } from '../store/takes.ts';
import { readTrack } from '../store/tracks.ts';

/** Everything on this device that goes into a rendition and its files, except the pictures themselves. */
export type TakeInputs = {
	take: Take;
	facts: CaptureFacts;
	labels: AnnotationSnapshot;
	/** What is kept, on the take's clock, in order; one piece at least. */
	pieces: Span[];
	/** Frames that the person corrected, rising. */
	correctedUs: PtsUs[];
	track: TrackFrame[];
	maker: TrackMaker;
	quality: StoredQuality | null;
	spec: RenditionSpec;
	/** Changes whenever the video of the rendition would change. */
	key: Sha256;
};

/** Raised when the way a rendition is made changes, so that renditions made before are made again. */
const RECIPE = 1;

/**
 * fails  `take_not_found`, `take_damaged`, `storage_unavailable`, `nothing_kept` (empty trim),
 *        `tracker_failed` (the pass over every frame has not been made; retry after it)
 */
export async function takeInputs(takeId: TakeId, spec: RenditionSpec): Promise<Outcome<TakeInputs>> {
	const found = await getTake(takeId);
	if (!found.ok) return found;
	const take = found.value;
	if (!take.facts) return fail('take_damaged', `take ${takeId} was never finished`, { kept: [takeId] });
	const labels = await readAnnotation(workerDocId(takeId));
	if (!labels.ok) return labels;
	const pieces = keptPieces(labels.value, { startUs: ptsUs(0), endUs: ptsUs(take.durationUs) });
	const [first, last] = [pieces[0], pieces.at(-1)];
	if (!first || !last)
		return fail('nothing_kept', `take ${takeId}: nothing of it`, { retry: 'after_change', kept: [takeId] });
	const track = await readTrack(takeId, 'model');
	if (!track.ok) return track;
	if (!track.value || !isTracked(take))
		return fail('tracker_failed', `take ${takeId} has no landmarks of every frame`, {
			retry: 'after_change',
			kept: [takeId]
		});
	const correctedUs = [...new Set(labels.value.corrections.map((each) => each.ptsUs))].sort((a, b) => a - b);
	const sourceUs = track.value.frames.map((frame) => frame.ptsUs);
	const asCorrected = shownAsCorrected(sourceUs, pieces, spec.fps, correctedUs);
	const quality = await readQuality(takeId);
	if (!quality.ok) return quality;
	try {
		const media = await withDb(({ mediaRows }) => mediaRows.where('takeId').equals(takeId).sortBy('seq'));
		const bytes = media.flatMap(({ sha256: whole, head }) => (head ? [whole, head.sha256] : [whole]));
		return ok({
			take,
			facts: take.facts,
			labels: labels.value,
			pieces,
			correctedUs,
			track: track.value.frames,
			maker: track.value.maker,
			quality: quality.value,
			spec,
			key: await sha256(
				canonicalJson({
					recipe: RECIPE,
					bytes,
					inUs: first.startUs,
					outUs: last.endUs,
					...(pieces.length > 1 && { pieces }),
					...(asCorrected.length > 0 && { asCorrected }),
					spec: { ...spec }
				})
			)
		});
	} catch (error) {
		return fail('storage_unavailable', `reading take ${takeId}: ${messageOf(error)}`, { retry: 'now', kept: [takeId] });
	}
}
