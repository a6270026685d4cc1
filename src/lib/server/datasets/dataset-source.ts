import type { AnnotationSnapshot } from '../../schema/annotation.ts';
import type { PersonId, SubmissionId } from '../../schema/ids.ts';
import type { Manifest, SubmissionFile } from '../../schema/submission.ts';
import type { ReviewState } from '../../schema/hub-api.ts';
import type { Outcome } from '../../failure/failure.ts';

/** One submission as the export sees it. */
export type DatasetEntry = {
	submissionId: SubmissionId;
	personId: PersonId;
	state: ReviewState;
	storedAtMs: number;
	manifest: Manifest;
	/** What the person granted for this submission, as signed in its manifest. */
	purposes: Record<string, boolean>;
	/** The hub's countersignature, compact JWS. */
	receipt: string;
};

export type AnnotatorLayer = { layerId: string; personId: PersonId; annotation: AnnotationSnapshot };

export type DatasetProgramme = {
	title: string;
	collector: string;
	termsVersion: number;
	/** What a robot would be told to do; null where the programme knows no such task. */
	taskText(taskId: string): string | null;
	/** Ids of the task's steps in their order; none where it has none, or the programme does not know it. */
	stepsOf(taskId: string): readonly string[];
};

/** Where the export reads from: the hub's store, or a fake. */
export interface DatasetSource {
	programme(): Promise<DatasetProgramme>;
	/** Every submission, the first stored first. */
	entries(): Promise<Outcome<DatasetEntry[]>>;
	/** Bytes of one file of a submission, its objects put end to end. The export checks them against `sha256`. */
	readFile(entry: DatasetEntry, file: SubmissionFile): Promise<Outcome<Uint8Array>>;
	/** The newest layer that an annotator sent for a submission; null: there is none. */
	newestLayer(entry: DatasetEntry): Promise<Outcome<AnnotatorLayer | null>>;
}
