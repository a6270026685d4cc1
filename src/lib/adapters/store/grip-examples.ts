import { isGripGroup, type GripGroup } from '../../domain/annotation/feix.ts';
import type { Judged } from '../../domain/grip-guess/accuracy.ts';
import type { Example } from '../../domain/grip-guess/learn.ts';
import { POSE_FEATURES, type Pose } from '../../domain/grip-guess/pose-features.ts';
import { ok, type Outcome } from '../../failure/failure.ts';
import { GripExample } from '../../schema/grip-example.ts';
import type { SegmentId } from '../../schema/ids.ts';
import { withDb } from './db.ts';
import { storeFailure } from './store-failure.ts';

/** Examples that guesses are made from: the newest. A hand and a camera change over months, and reading stays short. */
const MOST_EXAMPLES = 400;

export type StoredExample = Example & Judged & { group: GripGroup; docId: string; segmentId: SegmentId };

/** Saves what a grip was named; the same grip named again replaces it. fails `storage_full`, `storage_unavailable` */
export async function saveGripExample({ pose, ...example }: StoredExample): Promise<Outcome<null>> {
	const values = Float32Array.from(POSE_FEATURES, (name) => pose[name]);
	try {
		await withDb(({ gripExamples }) =>
			gripExamples.put({ schema: 'grip-example/1', ...example, pose: new Blob([values]) } as GripExample)
		);
		return ok(null);
	} catch (error) {
		return storeFailure(error, `example of ${example.segmentId}`);
	}
}

export async function forgetGripExample(docId: string, segmentId: SegmentId): Promise<Outcome<null>> {
	try {
		await withDb(({ gripExamples }) => gripExamples.delete([docId, segmentId]));
		return ok(null);
	} catch (error) {
		return storeFailure(error, `example of ${segmentId}`);
	}
}

/** Forgets everything that was learnt on this device. */
export async function forgetAllGripExamples(): Promise<Outcome<null>> {
	try {
		await withDb(({ gripExamples }) => gripExamples.clear());
		return ok(null);
	} catch (error) {
		return storeFailure(error, 'what was learnt of grips');
	}
}

/** The newest examples, oldest first. Rows of another version or length are left out. fails `storage_unavailable` */
export async function readGripExamples(): Promise<Outcome<StoredExample[]>> {
	try {
		const rows = await withDb(({ gripExamples }) => gripExamples.toArray());
		const newest = rows.sort((a, b) => a.atMs - b.atMs).slice(-MOST_EXAMPLES);
		const read = await Promise.all(newest.map(readRow));
		return ok(read.flatMap((example) => example ?? []));
	} catch (error) {
		return storeFailure(error, 'what was learnt of grips');
	}
}

async function readRow(row: unknown): Promise<StoredExample | null> {
	const parsed = GripExample.safeParse(row);
	if (!parsed.success || !isGripGroup(parsed.data.group)) return null;
	const { docId, segmentId, group, guessed, atMs, pose } = parsed.data;
	if (pose.size !== POSE_FEATURES.length * 4) return null;
	const values = new Float32Array(await pose.arrayBuffer());
	return {
		docId,
		segmentId,
		group,
		guessed,
		atMs,
		pose: Object.fromEntries(POSE_FEATURES.map((name, i) => [name, values[i]])) as Pose
	};
}
