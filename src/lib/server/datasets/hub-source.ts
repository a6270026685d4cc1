import { ok, fail, messageOf, type Outcome } from '../../failure/failure.ts';
import { PersonId, SubmissionId } from '../../schema/ids.ts';
import type { Programme } from '../../schema/programme.ts';
import { Layer, type SubmissionFile } from '../../schema/submission.ts';
import type { HubDatabase } from '../db/open-database.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { readFile } from '../submissions/read-file.ts';
import { manifestIn } from '../submissions/view-submissions.ts';
import type { AnnotatorLayer, DatasetEntry, DatasetProgramme, DatasetSource } from './dataset-source.ts';

/** What of a hub is needed: reads only, so that it works beside a running hub. */
export type HubStore = { db: HubDatabase; objects: ObjectStore; programme: Programme };

/** The submissions of a hub, read from its database and its objects. */
export class HubSource implements DatasetSource {
	readonly #hub: HubStore;
	constructor(hub: HubStore) {
		this.#hub = hub;
	}

	async programme(): Promise<DatasetProgramme> {
		const { title, collector, terms, tasks } = this.#hub.programme;
		return {
			title,
			collector,
			termsVersion: terms.version,
			taskText: (id) => tasks.find((task) => task.id === id)?.goal ?? null,
			stepsOf: (id) => tasks.find((task) => task.id === id)?.steps?.map((step) => step.id) ?? []
		};
	}

	async entries(): Promise<Outcome<DatasetEntry[]>> {
		const rows = await this.#hub.db
			.selectFrom('submission')
			.selectAll()
			.where('programme_id', '=', this.#hub.programme.id)
			.orderBy('stored_at_ms')
			.orderBy('submission_id')
			.execute();
		return ok(
			rows.map((row) => {
				const manifest = manifestIn(row.manifest_jws);
				return {
					submissionId: SubmissionId.parse(row.submission_id),
					personId: PersonId.parse(row.person_id),
					state: row.state,
					storedAtMs: row.stored_at_ms,
					manifest,
					purposes: manifest.purposes,
					receipt: row.receipt_jws
				};
			})
		);
	}

	async readFile(entry: DatasetEntry, file: SubmissionFile): Promise<Outcome<Uint8Array>> {
		try {
			return ok(await readFile(this.#hub.objects, entry.personId, file));
		} catch (error) {
			return fail('objects_missing', `${entry.submissionId} ${file.name}: ${messageOf(error)}`);
		}
	}

	async newestLayer(entry: DatasetEntry): Promise<Outcome<AnnotatorLayer | null>> {
		const row = await this.#hub.db
			.selectFrom('layer')
			.selectAll()
			.where('submission_id', '=', entry.submissionId)
			.orderBy('stored_at_ms', 'desc')
			.orderBy('layer_id', 'desc')
			.limit(1)
			.executeTakeFirst();
		if (!row) return ok(null);
		// Its signature was verified before it was stored.
		const payload = JSON.parse(Buffer.from(row.layer_jws.split('.')[1] ?? '', 'base64url').toString('utf8'));
		const { annotation } = Layer.parse(payload);
		return ok({ layerId: row.layer_id, personId: PersonId.parse(row.person_id), annotation });
	}
}
