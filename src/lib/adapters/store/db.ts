import Dexie, { type EntityTable, type Table } from 'dexie';
import type { SubmissionId, TakeId } from '../../schema/ids.ts';
import type { QualityReport } from '../../schema/quality.ts';
import type { CaptureFile, PublicJwk, SubmissionFile } from '../../schema/submission.ts';
import type { MediaRow, Take } from '../../schema/take.ts';
import type { TrackChunk } from '../../schema/track.ts';

/** Presentation times of every frame of a take: a Blob of Float64, whole microseconds, rising. */
export type FrameTimesRow = { takeId: TakeId; count: number; blob: Blob };

/** One Yjs update of one author's document on one clip, with the plan that made it (null: merged or imported). */
export type DocUpdateRow = {
	/** Auto-increment: the order in which updates were saved. */
	id?: number;
	/** `TAKE/AUTHOR`; for an annotator `SUBMISSION/AUTHOR`. */
	docId: string;
	atMs: number;
	update: Uint8Array;
	/** JSON of the plan (`domain/annotation`), so that undo survives a reload. */
	plan: string | null;
	/** `do`, or what an undo and a redo took back. */
	kind: 'do' | 'undo' | 'redo' | 'merge';
};

export type QualityRow = { takeId: TakeId; report: QualityReport; disagreement: string | null };

/** What would leave the device: made once, kept until the hub has countersigned it and the worker erases it. */
export type RenditionRow = {
	takeId: TakeId;
	/** Changes with every edit that changes the rendition; a rendition of another key is stale. */
	key: string;
	capture: CaptureFile;
	frames: number;
	files: { file: SubmissionFile; blobs: Blob[] }[];
};

/** One submission on its way. Objects are taken from the rendition row. */
export type OutboxRow = {
	submissionId: SubmissionId;
	takeId: TakeId;
	manifest: string;
	state: 'queued' | 'sending' | 'stored' | 'failed';
	bytesTotal: number;
	bytesSent: number;
	attempts: number;
	nextAttemptAtMs: number;
	failureCode: string | null;
	receipt: string | null;
};

export type KeyRow = { name: 'device'; privateKey: CryptoKey; publicJwk: PublicJwk; kid: string };
export type ConsentRow = { id?: number; programmeId: string; atMs: number; jws: string };
export type SettingRow = { name: string; value: unknown };

/** Everything on this device. Versions only ever go up; see README.md beside this file. */
export class HandloomDb extends Dexie {
	takes!: EntityTable<Take, 'id'>;
	mediaRows!: Table<MediaRow, [TakeId, number]>;
	frameTimes!: EntityTable<FrameTimesRow, 'takeId'>;
	trackChunks!: Table<TrackChunk, [TakeId, string, number]>;
	quality!: EntityTable<QualityRow, 'takeId'>;
	docUpdates!: EntityTable<DocUpdateRow, 'id'>;
	renditions!: EntityTable<RenditionRow, 'takeId'>;
	outbox!: EntityTable<OutboxRow, 'submissionId'>;
	keys!: EntityTable<KeyRow, 'name'>;
	consents!: EntityTable<ConsentRow, 'id'>;
	settings!: EntityTable<SettingRow, 'name'>;

	constructor(name = 'handloom') {
		super(name);
		this.version(1).stores({
			takes: 'id, taskId, state, createdAtMs, submissionId',
			mediaRows: '[takeId+seq], takeId',
			frameTimes: 'takeId',
			trackChunks: '[takeId+layer+seq], takeId',
			quality: 'takeId',
			docUpdates: '++id, docId',
			renditions: 'takeId',
			outbox: 'submissionId, takeId, state',
			keys: 'name',
			consents: '++id, programmeId',
			settings: 'name'
		});
	}
}

let shared: HandloomDb | null = null;
/** The one connection of this thread (page or worker). */
export function db(): HandloomDb {
	shared ??= new HandloomDb();
	return shared;
}
