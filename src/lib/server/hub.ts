import type { Programme } from '../schema/programme.ts';
import { builtInProgramme } from '../domain/programme/built-in.ts';
import { createAuth, type Auth } from './auth/auth.ts';
import { ownerLink } from './auth/invites.ts';
import { openDataDir, type DataDir } from './data-dir.ts';
import { openDatabase, type HubDatabase } from './db/open-database.ts';
import { openHubKey, type HubKey } from './keys/hub-key.ts';
import { openSecret } from './keys/secret.ts';
import { openObjectStore, type ObjectStore } from './objects/object-store.ts';

/** Everything that a request needs. Holds no state of its own beyond open files. */
export type Hub = {
	dir: DataDir;
	db: HubDatabase;
	objects: ObjectStore;
	auth: Auth;
	key: HubKey;
	programme: Programme;
	nowMs(): number;
	/** While nobody owns the hub: a fresh one-time link for its owner (earlier ones stop working). Null once somebody does. */
	ownerLink(origin: string): Promise<string | null>;
	close(): Promise<void>;
};

/** Opens a hub on a data directory. Tests make their own; programs use `openHub`. */
export function createHub(options: { root?: string; origin?: string; nowMs?: () => number } = {}): Hub {
	const dir = openDataDir(options.root);
	const origin = options.origin ?? process.env.ORIGIN ?? 'http://localhost';
	const db = openDatabase(dir.database);
	const auth = createAuth({
		db,
		secret: openSecret(dir.secret),
		baseURL: origin,
		secure: origin.startsWith('https:') || Boolean(process.env.HANDLOOM_TLS_CERT)
	});
	const hub: Hub = {
		dir,
		db,
		auth,
		objects: openObjectStore(dir),
		key: openHubKey(dir.hubKey),
		programme: builtInProgramme,
		nowMs: options.nowMs ?? Date.now,
		ownerLink: (at) => ownerLink(hub, at),
		close: () => db.destroy()
	};
	return hub;
}

const shared = Symbol.for('handloom.hub');

/**
 * The hub of this process, made at the first call. Kept on `globalThis`: the server and SvelteKit's bundle each bring
 * their own copy of this file, and two database connections in one thread would block each other.
 * Reads `HANDLOOM_DATA`, `ORIGIN`, `HANDLOOM_TLS_CERT`.
 */
export function openHub(): Hub {
	const place = globalThis as { [shared]?: Hub };
	return (place[shared] ??= createHub());
}

/** Prints the link that makes the owner's account, while there is no owner; answers it too, for programs. */
export async function printOwnerLink(origin: string, hub: Hub = openHub()): Promise<string | null> {
	const link = await hub.ownerLink(origin);
	if (link) console.log(`Owner: ${link}`);
	return link;
}
