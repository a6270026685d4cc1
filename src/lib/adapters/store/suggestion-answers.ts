import { ok, type Outcome } from '../../failure/failure.ts';
import type { TakeId } from '../../schema/ids.ts';
import { SuggestionAnswer } from '../../schema/suggestion.ts';
import { ptsUs } from '../../schema/units.ts';
import { withDb, type HandloomDb } from './db.ts';
import { storeFailure } from './store-failure.ts';

/** Saves an answer; a later one to the same suggestion replaces it. fails `storage_full`, `storage_unavailable` */
export async function saveAnswer(answer: SuggestionAnswer): Promise<Outcome<null>> {
	try {
		await withDb(({ suggestionAnswers }) => suggestionAnswers.put(answer));
		return ok(null);
	} catch (error) {
		return storeFailure(error, `answer to ${answer.name} on ${answer.docId}`);
	}
}

/** Forgets an answer: the question is open again. */
export async function forgetAnswer(docId: string, name: string): Promise<Outcome<null>> {
	try {
		await withDb(({ suggestionAnswers }) => suggestionAnswers.delete([docId, name]));
		return ok(null);
	} catch (error) {
		return storeFailure(error, `answer to ${name} on ${docId}`);
	}
}

/** Answers about one document. Rows of a newer version are left out. fails `storage_unavailable` */
export const readAnswers = (docId: string): Promise<Outcome<SuggestionAnswer[]>> =>
	read(`answers on ${docId}`, ({ suggestionAnswers }) => suggestionAnswers.where('docId').equals(docId).toArray());

/** Every answer on this device. Rows of a newer version are left out. fails `storage_unavailable` */
export const readAllAnswers = (): Promise<Outcome<SuggestionAnswer[]>> =>
	read('answers to suggestions', ({ suggestionAnswers }) => suggestionAnswers.toArray());

/**
 * Inside the transaction that erases a take: what was said stays, so that it is known how good suggestions are; about which
 * take, when in it, and which label it made goes.
 */
export async function forgetTakeOfAnswers({ suggestionAnswers }: HandloomDb, takeId: TakeId): Promise<void> {
	const rows = await suggestionAnswers.where('docId').startsWith(`${takeId}/`).toArray();
	for (const row of rows) {
		await suggestionAnswers.delete([row.docId, row.name]);
		const bare = { docId: 'erased', name: crypto.randomUUID(), startUs: ptsUs(0), endUs: ptsUs(0), edits: null };
		await suggestionAnswers.put({ ...row, ...bare });
	}
}

async function read(
	what: string,
	rowsOf: (handle: HandloomDb) => Promise<unknown[]>
): Promise<Outcome<SuggestionAnswer[]>> {
	try {
		const rows = await withDb(rowsOf);
		return ok(rows.flatMap((row) => SuggestionAnswer.safeParse(row).data ?? []));
	} catch (error) {
		return storeFailure(error, what);
	}
}
