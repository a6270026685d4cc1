import type { Generated, Selectable } from 'kysely';
import type { ReviewReason, ReviewState, Role } from '../../schema/hub-api.ts';

/** Tables that our own code reads and writes; session, account and verification are better-auth's alone. */
export type Tables = {
	user: { id: string; name: string; email: string; role: Role; createdAt: string };
	device_key: { kid: string; person_id: string; x: string; created_at_ms: number };
	invite: {
		token_sha256: string;
		role: Role;
		created_by: string | null;
		created_at_ms: number;
		expires_at_ms: number;
		used_at_ms: number | null;
		used_by: string | null;
	};
	attempt: { key: string; at_ms: number };
	submission: {
		submission_id: string;
		person_id: string;
		programme_id: string;
		task_id: string;
		manifest_jws: string;
		manifest_sha256: string;
		receipt_jws: string;
		stored_at_ms: number;
		state: ReviewState;
		reason: ReviewReason | null;
		words: string;
		reviewed_at_ms: number | null;
		reviewed_by: string | null;
	};
	review: {
		id: Generated<number>;
		submission_id: string;
		decision: 'accept' | 'send_back';
		reason: ReviewReason | null;
		words: string;
		by_person: string;
		at_ms: number;
	};
	layer: {
		layer_id: string;
		submission_id: string;
		person_id: string;
		layer_jws: string;
		layer_sha256: string;
		stored_at_ms: number;
	};
};

export type SubmissionRow = Selectable<Tables['submission']>;
export type LayerRow = Selectable<Tables['layer']>;
