import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAnnotation, aCorrection, aSubmission } from '../../../../tests/builders/submission.ts';
import { builtInProgramme } from '../../domain/programme/built-in.ts';
import { openDataDir } from '../data-dir.ts';
import { openDatabase, type HubDatabase } from '../db/open-database.ts';
import { openObjectStore } from '../objects/object-store.ts';
import { exportCommand } from './export-command.ts';
import { HubSource } from './hub-source.ts';
import { readParquetRows } from './parquet-file.ts';

let root: string;
let db: HubDatabase;
let source: HubSource;
const jwsOf = (payload: unknown) => `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.c2ln`;
const { entry, files } = aSubmission({ taskId: 'move-block' });
const layerId = '0190a0b0-0000-7000-8000-0000000000f2';

beforeAll(async () => {
	root = mkdtempSync(join(tmpdir(), 'handloom-hub-'));
	const dir = openDataDir(join(root, 'data'));
	db = openDatabase(dir.database);
	const objects = openObjectStore(dir);
	for (const bytes of files.values()) {
		const oid = createHash('sha256').update(bytes).digest('hex');
		await objects.put(entry.personId, oid, (async function* () { yield bytes; })()); // prettier-ignore
	}
	const manifest = { ...entry.manifest, programmeId: builtInProgramme.id };
	for (const [id, role] of [
		[entry.personId, 'worker'],
		['annotator-7', 'annotator']
	] as const)
		// prettier-ignore
		await db.insertInto('user').values({ id, name: id, email: `${id}@x`, role, createdAt: '2026', emailVerified: 0, updatedAt: '2026' } as never).execute();
	await db
		.insertInto('submission')
		.values({
			submission_id: entry.submissionId,
			person_id: entry.personId,
			programme_id: builtInProgramme.id,
			task_id: 'move-block',
			manifest_jws: jwsOf(manifest),
			manifest_sha256: 'a'.repeat(64),
			receipt_jws: entry.receipt,
			stored_at_ms: 1,
			state: 'accepted',
			reason: null,
			words: '',
			reviewed_at_ms: 2,
			reviewed_by: null
		}) // prettier-ignore
		.execute();
	const layer = (n: number, x: number) => ({
		layer_id: layerId.slice(0, -1) + n, submission_id: entry.submissionId, person_id: 'annotator-7', layer_sha256: String(n).repeat(64), stored_at_ms: n,
		layer_jws: jwsOf({
			schema: 'layer/1', layerId: layerId.slice(0, -1) + n, submissionId: entry.submissionId, createdAtMs: n,
			deviceKey: entry.manifest.deviceKey, annotation: anAnnotation({ corrections: [aCorrection(6, x, x)] })
		})
	}); // prettier-ignore
	await db
		.insertInto('layer')
		.values([layer(2, 0.75), layer(1, 0.25)])
		.execute();
	source = new HubSource({ db, objects, programme: builtInProgramme });
});
afterAll(async () => {
	await db.destroy();
	rmSync(root, { recursive: true, force: true });
});

it('gives the submissions of the programme, their bytes, and the newest layer', async () => {
	const entries = await source.entries();
	if (!entries.ok) throw new Error(entries.failure.message);
	expect(entries.value.map((e) => [e.submissionId, e.state, e.purposes['train']])).toEqual([
		[entry.submissionId, 'accepted', true]
	]);
	const [found] = entries.value;
	const read = await source.readFile(found!, found!.manifest.files[1]!);
	expect(read.ok && Buffer.from(read.value).equals(files.get('landmarks.bin')!)).toBe(true);
	const layer = await source.newestLayer(found!);
	expect(layer.ok && layer.value).toMatchObject({ layerId, personId: 'annotator-7' });
});

it('says which object is missing', async () => {
	const file = { ...entry.manifest.files[0]!, objects: [{ oid: 'f'.repeat(64) as never, size: 10 }] };
	const read = await source.readFile(entry, file);
	expect(!read.ok && read.failure.code).toBe('objects_missing');
});

it('npm run export writes the dataset beside an open hub, and checks it', async () => {
	const out = join(root, 'dataset');
	expect(await exportCommand(['--format', 'lerobot', '--out', out, '--data', join(root, 'data')])).toBe(0);
	expect(await exportCommand(['--check', out])).toBe(0);
	const rows = await readParquetRows(join(out, 'data/chunk-000/file-000.parquet'), {
		columns: ['hand.right.human', 'hand.right.kp2d']
	});
	expect(rows.map((r) => r['hand.right.human']).indexOf(true)).toBe(6);
	expect((rows[6]!['hand.right.kp2d'] as number[]).slice(0, 2)).toEqual([0.75, 0.75]);
	expect(await exportCommand(['--out', out, '--data', join(root, 'data')])).toBe(1);
	expect(await exportCommand(['--out', join(root, 'other'), '--data', join(root, 'nowhere')])).toBe(1);
	expect(existsSync(join(root, 'nowhere'))).toBe(false);
	expect(await exportCommand(['--wrong'])).toBe(2);
});
