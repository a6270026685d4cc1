import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { SqliteDialect, type Dialect } from 'kysely';

/**
 * Kysely on Node's own SQLite. One connection for the whole process: Kysely hands it out to one query or transaction
 * at a time, so a transaction never waits for another one of the same process (which would block the thread for ever).
 */
export function nodeSqliteDialect(database: DatabaseSync): Dialect {
	return new SqliteDialect({
		database: {
			close: () => database.close(),
			prepare(sql) {
				const statement = database.prepare(sql);
				const bound = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
				return {
					reader: statement.columns().length > 0,
					all: (parameters) => statement.all(...bound(parameters)),
					run: (parameters) => statement.run(...bound(parameters)),
					iterate: (parameters) => statement.iterate(...bound(parameters)) as IterableIterator<unknown>
				};
			}
		}
	});
}
