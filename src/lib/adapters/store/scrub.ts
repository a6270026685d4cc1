import { damageSpans, type CheckedRow, type DamageSpan } from '../../domain/time/damage.ts';
import { ok, type Outcome } from '../../failure/failure.ts';
import type { TakeId } from '../../schema/ids.ts';
import type { Take } from '../../schema/take.ts';
import { timeMs } from '../../schema/units.ts';
import { firstLoadDone } from '../offline/first-load.ts';
import { withDb } from './db.ts';
import { damageOf, updateTake } from './takes.ts';
import { storeFailure } from './store-failure.ts';

/** A take is looked through again after this. */
const EVERY_MS = 24 * 60 * 60 * 1000;
const LOCK = 'handloom-scrub';

/**
 * Reads every row of a take again and compares its hash. What it finds is written to the take: which seconds are damaged.
 * One row in memory at a time. fails `storage_lost`, `storage_unavailable`
 */
export async function scrubTake(takeId: TakeId): Promise<Outcome<DamageSpan[]>> {
	try {
		const keys = await withDb(({ mediaRows }) => mediaRows.where('takeId').equals(takeId).primaryKeys());
		const checked: CheckedRow[] = [];
		for (const key of keys.sort((a, b) => a[1] - b[1])) {
			const row = await withDb(({ mediaRows }) => mediaRows.get(key));
			if (!row) continue;
			const problem = await damageOf(row);
			checked.push({ seq: row.seq, kind: row.kind, firstPtsUs: row.firstPtsUs, problem });
			if (problem) console.warn(`[store] row ${row.seq} of take ${takeId}: ${problem}`);
		}
		const spans = damageSpans(checked);
		const saved = await updateTake(takeId, { damage: { checkedAtMs: timeMs(Date.now()), spans } });
		return saved.ok ? ok(spans) : saved;
	} catch (error) {
		return storeFailure(error, `check of take ${takeId}`, [takeId]);
	}
}

const isDue = (take: Take, nowMs: number): boolean =>
	take.state !== 'recording' && !take.originalErasedAtMs && nowMs - (take.damage?.checkedAtMs ?? 0) > EVERY_MS;

/**
 * Looks through the takes that were not checked for a day (`all`: every take), the longest unchecked first, in one tab
 * only and not while anything is being filmed. Answers how many were looked through and how many are damaged.
 */
export async function scrubTakes(
	options: { all?: boolean } = {}
): Promise<Outcome<{ checked: number; damaged: number }>> {
	const found = { checked: 0, damaged: 0 };
	return navigator.locks.request(LOCK, { ifAvailable: !options.all }, async (lock) => {
		if (!lock) return ok(found);
		try {
			const takes = await withDb((handle) => handle.takes.toArray());
			const due = takes
				.filter((take) => (options.all ? isDue(take, Infinity) : isDue(take, Date.now())))
				.sort((a, b) => (a.damage?.checkedAtMs ?? 0) - (b.damage?.checkedAtMs ?? 0));
			for (const { id } of due) {
				if (!options.all) await idle();
				if (await isFilming()) break;
				const spans = await scrubTake(id);
				if (!spans.ok) return spans;
				found.checked += 1;
				if (spans.value.length > 0) found.damaged += 1;
			}
			return ok(found);
		} catch (error) {
			return storeFailure(error, 'check of all takes');
		}
	});
}

async function isFilming(): Promise<boolean> {
	const { held = [] } = await navigator.locks.query();
	return held.some((lock) => lock.name?.startsWith('handloom-recording-'));
}

const idle = (): Promise<void> =>
	new Promise((resolve) => {
		if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 10_000 });
		else setTimeout(resolve, 1000);
	});

/** Waits until the page has what it needs, then checks what is due. Once for each visit. */
export async function scrubNowAndThen(): Promise<void> {
	if (!navigator.locks) return;
	await firstLoadDone();
	await idle();
	const done = await scrubTakes();
	if (!done.ok) console.warn('[store] check of takes', done.failure.message);
}
