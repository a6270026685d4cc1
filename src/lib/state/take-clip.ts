import { workerDocId } from '$lib/adapters/annotation/open-annotation.ts';
import { canCutForGood, cutForGood } from '$lib/adapters/cut/cut-for-good.ts';
import { readyCutter } from '$lib/adapters/workers/cut-port.ts';
import { getTake, playableTake } from '$lib/adapters/store/takes.ts';
import { readQuality } from '$lib/adapters/store/quality.ts';
import { readTrack } from '$lib/adapters/store/tracks.ts';
import { builtInProgramme } from '$lib/domain/programme/built-in.ts';
import { fail, ok } from '$lib/failure/failure.ts';
import { m } from '$lib/paraglide/messages.js';
import { TakeId } from '$lib/schema/ids.ts';
import type { Take } from '$lib/schema/take.ts';
import { z } from '$lib/schema/zod.ts';
import type { ClipSource } from './clip-source.ts';
import type { TakeChecks } from './take-checks.svelte.ts';

/**
 * A take of this device, as far as it plays; `noteOf` says what has to be known of it. A track that is missing or damaged
 * leaves the take to be labelled without it; one that is not whole yet is gone on with meanwhile.
 */
export function takeClip(
	id: string,
	checks: TakeChecks,
	noteOf: (take: Take) => string | null = () => null
): ClipSource {
	return {
		docId: workerDocId(id),
		canTrim: true,
		check: checks.of(id as TakeId),
		async load() {
			const takeId = TakeId.safeParse(id);
			if (!takeId.success) return fail('take_not_found', `no take has the id ${id}`);
			const [take, playable, track, quality] = await Promise.all([
				getTake(takeId.data),
				playableTake(takeId.data),
				readTrack(takeId.data, 'model'),
				readQuality(takeId.data)
			]);
			if (!take.ok) return take;
			if (!playable.ok) return playable;
			if (take.value.state === 'recorded') void checks.ensure(takeId.data);
			const task = builtInProgramme.tasks.find((each) => each.id === take.value.taskId);
			return ok({
				title: task?.title ?? take.value.taskId,
				subtitle: noteOf(take.value) ?? m.label_take({ number: take.value.number }),
				blob: playable.value.blob,
				damage: playable.value.damage,
				report: quality.ok ? (quality.value?.report ?? null) : null,
				task: task ?? null,
				track: track.ok ? (track.value?.frames ?? null) : null,
				inputMirrored: track.ok ? (track.value?.maker.inputMirrored ?? false) : false,
				palmRoseUs: z.number().safeParse(take.value.facts?.['palmRoseUs']).data ?? null,
				...(canCutForGood(take.value) && {
					readyToCut: readyCutter,
					cutForGood: (onProgress: (share: number) => void, signal: AbortSignal) =>
						cutForGood(takeId.data, builtInProgramme, onProgress, signal)
				}),
				seed: null
			});
		}
	};
}
