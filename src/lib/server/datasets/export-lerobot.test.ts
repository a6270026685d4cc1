import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	aCorrection,
	anAnnotation,
	aProgramme,
	aSubmission,
	RENDITION_VIDEO
} from '../../../../tests/builders/submission.ts';
import type { PersonId } from '../../schema/ids.ts';
import { exportLeRobot } from './export-lerobot.ts';
import { MemorySource } from './memory-source.ts';
import { validateLeRobot } from './validate-lerobot.ts';

let root: string;
beforeAll(() => void (root = mkdtempSync(join(tmpdir(), 'handloom-export-'))));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const sourceOf = (...submissions: ReturnType<typeof aSubmission>[]) => {
	const source = new MemorySource(aProgramme());
	source.submissions.push(...submissions);
	return source;
};

describe('exportLeRobot', () => {
	it('writes accepted takes that granted training, counts the others, and the result passes every check', async () => {
		const out = join(root, 'whole');
		const steps: string[] = [];
		const made = await exportLeRobot(
			sourceOf(
				aSubmission({ n: 1 }),
				aSubmission({ n: 2, state: 'stored' }),
				aSubmission({ n: 3, purposes: { train: false, publish: true } }),
				aSubmission({ n: 4, taskId: 'fold' }),
				aSubmission({ n: 5, rendition: { width: 640, height: 480, fps: 30, bitrate: 1, gop: 15 } })
			),
			out,
			{ onProgress: (p) => steps.push(`${p.step} ${p.done}/${p.total}`) }
		);
		if (!made.ok) throw new Error(made.failure.message);
		expect(made.value).toMatchObject({ episodes: 2, frames: 80, tasks: 2 });
		expect(made.discarded).toEqual([
			{ what: 'submission', reason: 'take_not_accepted', count: 1 },
			{ what: 'submission', reason: 'purpose_not_granted', count: 1 },
			{ what: 'submission', reason: 'other_rendition', count: 1 }
		]);
		expect(steps).toEqual(['episodes 0/2', 'episodes 1/2', 'episodes 2/2', 'checking 0/1', 'checking 1/1']);
		expect(await validateLeRobot(out)).toEqual([]);
		const video = readFileSync(join(out, 'videos/observation.images.webcam/chunk-000/file-001.mp4'));
		expect(video.equals(readFileSync(RENDITION_VIDEO))).toBe(true);
	});

	it('is read by a second Parquet reader: rows, types, masks, the corrected hand in its row', async () => {
		const out = join(root, 'duck');
		const submission = { ...aSubmission(), layer: { layerId: '0190a0b0-0000-7000-8000-0000000000ff', personId: 'annotator-7' as PersonId, annotation: anAnnotation({ corrections: [aCorrection(7, 0.125, 0.875)], ending: { score: 4, checks: { 'lies-flat': true, 'hand-away': false } } }) } }; // prettier-ignore
		const made = await exportLeRobot(sourceOf(submission as never), out);
		if (!made.ok) throw new Error(made.failure.message);
		expect(made.value.layers).toEqual([
			{ episodeIndex: 0, submissionId: submission.entry.submissionId, layer: 'annotator', layerId: '0190a0b0-0000-7000-8000-0000000000ff', author: 'annotator-7' } // prettier-ignore
		]);
		const duck = await (await DuckDBInstance.create(':memory:')).connect();
		const rows = async (sql: string) => (await duck.runAndReadAll(sql)).getRowObjectsJson();
		const data = `'${join(out, 'data/chunk-000/file-000.parquet')}'`;
		const types = await rows(`DESCRIBE SELECT * FROM ${data}`);
		const typeOf = Object.fromEntries(types.map((t) => [t['column_name'], t['column_type']]));
		expect(typeOf['observation.state']).toBe('FLOAT[]');
		expect(typeOf['hand.right.present']).toBe('BOOLEAN');
		expect(typeOf['annotation.grip.right']).toBe('BIGINT');
		expect(typeOf['capture.time']).toBe('DOUBLE');
		const [count] = await rows(
			`SELECT count(*)::INT AS n, max("index")::INT AS last, sum(len("hand.left.kp2d"))::INT AS values FROM ${data}`
		);
		expect(count).toEqual({ n: 40, last: 39, values: 40 * 63 });
		// Frame 7 is the annotator's; 3 was the worker's, and the annotator took that back; 8 is the model's.
		// Point 2 of the model on frame i: x = 0.02 + i / 1000, y = 0.02, z = -0.002.
		const hands = await rows(`SELECT frame_index::INT AS f, "hand.right.human" AS human, "hand.right.kp2d"[7:9] AS p FROM ${data} WHERE frame_index IN (3, 7, 8) ORDER BY f`); // prettier-ignore
		expect(hands.map((h) => [h['f'], h['human']])).toEqual([[3, false], [7, true], [8, false]]); // prettier-ignore
		const points = hands.map((h) => h['p'] as number[]);
		[[0.023, 0.02, -0.002], [0.125, 0.875, -0.002], [0.028, 0.02, -0.002]].forEach((wanted, i) => wanted.forEach((v, k) => expect(points[i]![k]).toBeCloseTo(v, 6))); // prettier-ignore
		const [left] = await rows(
			`SELECT bool_or("hand.left.present") AS present, max(list_max("hand.left.kp2d")) AS most FROM ${data}`
		);
		expect(left).toEqual({ present: false, most: 0 });
		// action is the next frame's state, the last repeats.
		const [action] = await rows(`SELECT count(*)::INT AS n FROM (SELECT action, coalesce(lead("observation.state") OVER (ORDER BY "index"), "observation.state") AS next FROM ${data}) WHERE action = next`); // prettier-ignore
		expect(action).toEqual({ n: 40 });
		// G12 is code 12 on frames 0 to 9, the slip 2 on 10 to 13, the regrasp 1 on 14 to 19.
		const labels = await rows(`SELECT "annotation.grip.right"::INT AS g, "annotation.failure"::INT AS x, "annotation.recovery_code"::INT AS r, "annotation.segment_id"::INT AS s, count(*)::INT AS n FROM ${data} GROUP BY ALL ORDER BY min("index")`); // prettier-ignore
		expect(labels).toEqual([
			{ g: 12, x: 0, r: 0, s: 0, n: 10 },
			{ g: 0, x: 2, r: 0, s: 1, n: 4 },
			{ g: 0, x: 0, r: 1, s: 2, n: 6 },
			{ g: 0, x: 0, r: 0, s: -1, n: 20 }
		]);
		const episodes = await rows(`SELECT length::INT AS length, "studio/layer_author" AS author, "consent/purposes" AS purposes, tasks, "studio/end_score"::INT AS score, "studio/end_checks_met" AS met, "studio/end_checks_missed" AS missed FROM '${join(out, 'meta/episodes/chunk-000/file-000.parquet')}'`); // prettier-ignore
		expect(episodes).toEqual([
			{ length: 40, author: 'annotator-7', purposes: ['train'], tasks: ['Put the cube away.'], score: 4, met: ['lies-flat'], missed: ['hand-away'] } // prettier-ignore
		]);
		const lines = readFileSync(join(out, 'meta/studio/annotations.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>); // prettier-ignore
		expect(lines.map(({ kind, attempt, cause }) => [kind, attempt, cause])).toEqual([['grip', undefined, undefined], ['failure', 1, undefined], ['recovery', 2, 'fail.slip']]); // prettier-ignore
		const vocab = JSON.parse(readFileSync(join(out, 'meta/studio/vocab.json'), 'utf8')) as Record<string, unknown>;
		expect(vocab['annotation.step']).toEqual({ 'put-away': { reach: 1, carry: 2 } });
	});

	it('refuses a folder with something in it and leaves it alone', async () => {
		const out = join(root, 'taken');
		mkdirSync(out);
		writeFileSync(join(out, 'mine.txt'), 'mine');
		const made = await exportLeRobot(sourceOf(aSubmission()), out);
		expect(!made.ok && made.failure.code).toBe('export_target_taken');
		expect(readdirSync(out)).toEqual(['mine.txt']);
	});

	it('says so where nothing may be exported, and leaves no folder', async () => {
		const made = await exportLeRobot(sourceOf(aSubmission({ state: 'stored' })), join(root, 'none'));
		expect(!made.ok && made.failure.code).toBe('export_empty');
		expect(existsSync(join(root, 'none'))).toBe(false);
		expect(readdirSync(root).filter((name) => name.startsWith('.partial'))).toEqual([]);
	});

	it('leaves out a submission whose bytes do not match its manifest, and names it', async () => {
		const rotten = aSubmission({ n: 2 });
		rotten.files.set(
			'landmarks.bin',
			rotten.files.get('landmarks.bin')!.map((b, i) => (i === 100 ? b ^ 1 : b))
		);
		const made = await exportLeRobot(sourceOf(aSubmission({ n: 1 }), rotten), join(root, 'rotten'));
		if (!made.ok) throw new Error(made.failure.message);
		expect(made.value.episodes).toBe(1);
		expect(made.discarded).toEqual([{ what: rotten.entry.submissionId, reason: 'file_damaged', count: 1 }]);
	});
});
