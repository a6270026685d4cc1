import { readDeclared } from '$lib/adapters/store/declared.ts';
import { saveQuality } from '$lib/adapters/store/quality.ts';
import { frameTimes } from '$lib/adapters/store/takes.ts';
import { judgeRecorded } from '$lib/domain/quality/judge-recorded.ts';
import { liveTake, type LiveNote } from '$lib/domain/quality/live-take.ts';
import type { StillLook } from '$lib/schema/probe.ts';
import type { Programme } from '$lib/schema/programme.ts';
import type { Take } from '$lib/schema/take.ts';

/**
 * Judges a take at once by what was seen while it was filmed, and saves that beside it: the worker need not wait for the
 * pass, which judges it again by every frame. Where too little was seen, or nothing can be saved, the pass alone judges.
 */
export async function saveFirstVerdict(
	take: Take,
	programme: Programme,
	seen: { notes: readonly LiveNote[]; firstTimestampUs: number | null; stillLook: StillLook | null }
): Promise<void> {
	if (seen.firstTimestampUs === null) return;
	const times = await frameTimes(take.id);
	const live = times.ok ? liveTake(seen.notes, seen.firstTimestampUs, times.value) : null;
	if (!times.ok || !live) return;
	const declared = await readDeclared();
	if (!declared.ok) return;
	const report = judgeRecorded(take, programme, declared.value, {
		timesUs: times.value,
		durationUs: take.durationUs,
		frames: live.frames,
		looks: live.looks.length > 0 ? live.looks : null,
		stillLook: seen.stillLook
	});
	const saved = await saveQuality(take.id, report, live.looks, 'live');
	if (!saved.ok) console.warn('[check] the first verdict is not saved', saved.failure);
}
