import { ok, type Outcome } from '../../failure/failure.ts';
import { SuggestionAnswer } from '../../schema/suggestion.ts';
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
