import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { InvariantError } from '../../failure/failure.ts';
import { nodeSqliteDialect } from './dialect.ts';
import { MIGRATIONS } from './migrations.ts';
import type { Tables } from './tables.ts';

export type HubDatabase = Kysely<Tables>;

/**
 * Opens (and brings up to date) the hub's one database.
 * A commit is on the disk when the call that made it answers: WAL with `synchronous = FULL`.
 * Throws when the file is newer than this program, so that an old hub never writes into it.
 */
export function openDatabase(path: string): HubDatabase {
	const database = new DatabaseSync(path);
	database.exec(
		'pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 5000'
	);
	migrate(database);
	return new Kysely<Tables>({ dialect: nodeSqliteDialect(database) });
}

/** Runs the versions that are missing. Another process that starts at the same time waits for the lock, then finds nothing to do. */
export function migrate(database: DatabaseSync): void {
	database.exec('begin immediate');
	try {
		const { user_version: at } = database.prepare('pragma user_version').get() as { user_version: number };
		const newest = MIGRATIONS.at(-1)!.version;
		if (at > newest) throw new InvariantError(`the database is of version ${at}, this program knows ${newest}`);
		for (const { version, sql } of MIGRATIONS) if (version > at) database.exec(sql);
		database.exec(`pragma user_version = ${newest}`);
		database.exec('commit');
	} catch (error) {
		database.exec('rollback');
		throw error;
	}
}
