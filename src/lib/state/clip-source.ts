import type { Outcome } from '$lib/failure/failure.ts';
import type { DamageSpan } from '$lib/domain/time/damage.ts';
import type { AnnotationSnapshot } from '$lib/schema/annotation.ts';
import type { Task } from '$lib/schema/programme.ts';
import type { QualityReport } from '$lib/schema/quality.ts';
import type { TrackFrame } from '$lib/schema/track.ts';
import type { TakeCheck } from './take-check.svelte.ts';

/** What the studio needs of a clip, wherever it comes from: a take of this device, or somebody's submission. */
export interface ClipSource {
	/** Which document the labels go into. */
	readonly docId: string;
	/** A rendition is cut already: only a take can be trimmed. */
	readonly canTrim: boolean;
	/** The work that finds the hands of this clip, while it does; null: nothing does. */
	readonly check: TakeCheck | null;
	/** fails as its store or the hub does; a missing track is not a failure. */
	load(): Promise<Outcome<LoadedClip>>;
}

export type LoadedClip = {
	title: string;
	/** `null` where there is nothing more to say. */
	subtitle: string | null;
	blob: Blob;
	/** Its steps and end checks are asked for; missing where the programme does not know the task. */
	task?: Task | null;
	/** Landmarks of every frame, in the clip's own time; null when they are missing. */
	track: TrackFrame[] | null;
	/** The model was shown mirrored pictures: its raw labels are the other hand's. */
	inputMirrored: boolean;
	/** When the palm rose that stopped the take, in the clip's time; missing where none did or nobody knows. */
	palmRoseUs?: number | null;
	/** Parts of the clip that cannot be played: `[fromUs, toUs)`, null to the end; missing where all of it can. */
	damage?: readonly DamageSpan[];
	/** What the check found; missing where nobody has looked. */
	report?: QualityReport | null;
	/** Removes what the labels cut away from this device, for good; missing where that cannot be. See `adapters/cut`. */
	cutForGood?: (onProgress: (share: number) => void, signal: AbortSignal) => Promise<Outcome<unknown>>;
	/** Starts what `cutForGood` works with ahead of it; answers how to let it go again. Present where that is. */
	readyToCut?: () => () => void;
	/** What a new document starts from. */
	seed: AnnotationSnapshot | null;
};
