import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InvariantError } from '../../failure/failure.ts';
import { openDatabase } from './open-database.ts';
import { MIGRATIONS } from './migrations.ts';

describe('the hub’s database', () => {
	let root: string;
	beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'handloom-db-'))));
	afterEach(() => rmSync(root, { recursive: true }));
	const path = () => join(root, 'hub.sqlite');

	it('is on the disk when a commit answers, and checks references', async () => {
		const db = openDatabase(path());
		const pragma = async (name: string) =>
			Object.values((await sql.raw<object>(`pragma ${name}`).execute(db)).rows[0]!)[0];
		expect(await pragma('journal_mode')).toBe('wal');
		expect(await pragma('synchronous')).toBe(2);
		expect(await pragma('foreign_keys')).toBe(1);
		await expect(
			db.insertInto('device_key').values({ kid: 'k', person_id: 'nobody', x: 'x', created_at_ms: 1 }).execute()
		).rejects.toThrow(/FOREIGN KEY/);
		await db.destroy();
	});
	it('opens again with what it held', async () => {
		const first = openDatabase(path());
		await first.insertInto('attempt').values({ key: 'a', at_ms: 1 }).execute();
		await first.destroy();
		const second = openDatabase(path());
		expect(await second.selectFrom('attempt').selectAll().execute()).toEqual([{ key: 'a', at_ms: 1 }]);
		await second.destroy();
	});
	it('takes a transaction back as a whole, and lets others in one after the other', async () => {
		const db = openDatabase(path());
		const add = (key: string, fails: boolean) =>
			db.transaction().execute(async (tx) => {
				await tx.insertInto('attempt').values({ key, at_ms: 1 }).execute();
				await Promise.resolve();
				if (fails) throw new Error('no');
			});
		const ended = await Promise.allSettled([add('a', false), add('b', true), add('c', false)]);
		expect(ended.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
		expect((await db.selectFrom('attempt').select('key').orderBy('key').execute()).map(({ key }) => key)).toEqual([
			'a',
			'c'
		]);
		await db.destroy();
	});
	it('is never written by an older program', () => {
		const newer = new DatabaseSync(path());
		newer.exec(`pragma user_version = ${MIGRATIONS.at(-1)!.version + 1}`);
		newer.close();
		expect(() => openDatabase(path())).toThrow(InvariantError);
	});
});
