import Dexie from 'dexie';
import { messageOf } from '../../failure/failure.ts';
import { useDatabase } from './db.ts';

/** A practice take lies in a database of its own, which is deleted as a whole: nothing of it can be left in the real one. */
const PREFIX = 'handloom-practice-';

let current: { name: string; release: () => void } | null = null;

/** From now on, this page keeps what it films in a database of its own. Twice is once. */
export function beginPractice(): void {
	if (current) return;
	const name = PREFIX + crypto.randomUUID();
	let release: () => void = () => undefined;
	const held = new Promise<void>((done) => (release = done));
	// Says to other tabs that somebody is still practising here; gone with the page.
	void navigator.locks?.request(name, () => held);
	current = { name, release };
	useDatabase(name);
}

/** Back to the real database; the practice is deleted. Nothing may be writing any more: it would write to the real one. False where it could not be: `clearLeftPractice` does it later. */
export async function endPractice(): Promise<boolean> {
	if (!current) return true;
	const { name, release } = current;
	current = null;
	useDatabase(null);
	try {
		await Dexie.delete(name);
		return true;
	} catch (error) {
		console.warn('[store] practice not deleted', messageOf(error));
		return false;
	} finally {
		release();
	}
}

/** The page is going: deletes as far as there is time. What is still written goes to the same name, for `clearLeftPractice`. */
export function deletePracticeSoon(): void {
	if (current) Dexie.delete(current.name).catch((error: unknown) => console.warn('[store] practice', messageOf(error)));
}

/** Deletes what a practice left behind whose page was closed by force. Leaves alone what another tab is practising. */
export async function clearLeftPractice(): Promise<void> {
	try {
		for (const name of await Dexie.getDatabaseNames()) {
			if (!name.startsWith(PREFIX) || name === current?.name) continue;
			if (!navigator.locks) await Dexie.delete(name);
			else
				await navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? Dexie.delete(name) : undefined));
		}
	} catch (error) {
		console.warn('[store] old practice not deleted', messageOf(error));
	}
}
