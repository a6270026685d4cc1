import Dexie, { type EntityTable, type Table } from 'dexie';
import { messageOf } from '../../failure/failure.ts';
import type { GripExample } from '../../schema/grip-example.ts';
import type { SubmissionId, TakeId } from '../../schema/ids.ts';
import type { FrameLook, QualityReport, QualityReport1 } from '../../schema/quality.ts';
import type { SensorKind, SensorRow } from '../../schema/sensor.ts';
import type { CaptureFile, PublicJwk, SubmissionFile } from '../../schema/submission.ts';
import type { SuggestionAnswer } from '../../schema/suggestion.ts';
import type { MediaRow, Take } from '../../schema/take.ts';
import type { BodyChunk, TrackChunk } from '../../schema/track.ts';
import { isConnectionLost } from './connection-lost.ts';

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

/** `looks`: the samples that the report was judged on; rows of before rules version 3 have none. `restsOn` live: a first verdict. */
export type QualityRow = {
	takeId: TakeId;
	report: QualityReport | QualityReport1;
	disagreement: string | null;
	looks?: FrameLook[] | null;
	restsOn?: 'live' | 'every_frame';
};

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
	/** Layers of a take by their names: hands (`TrackChunk`), and the upper body where somebody asked for it. */
	trackChunks!: Table<TrackChunk | BodyChunk, [TakeId, string, number]>;
	quality!: EntityTable<QualityRow, 'takeId'>;
	docUpdates!: EntityTable<DocUpdateRow, 'id'>;
	renditions!: EntityTable<RenditionRow, 'takeId'>;
	outbox!: EntityTable<OutboxRow, 'submissionId'>;
	keys!: EntityTable<KeyRow, 'name'>;
	consents!: EntityTable<ConsentRow, 'id'>;
	settings!: EntityTable<SettingRow, 'name'>;
	sensorRows!: Table<SensorRow, [TakeId, SensorKind, number]>;
	suggestionAnswers!: Table<SuggestionAnswer, [docId: string, name: string]>;
	gripExamples!: Table<GripExample, [docId: string, segmentId: string]>;

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
		// Version 2 adds motion sensors. Nothing is moved: takes made before have no sensor rows, which means none were wanted.
		this.version(2).stores({ sensorRows: '[takeId+sensor+seq], takeId' });
		// Version 3 adds answers to suggestions. Documents of before have none, which means nothing was asked.
		this.version(3).stores({ suggestionAnswers: '[docId+name], docId' });
		// Version 4 adds grips that the person named, for guesses. Devices of before have none: the rules alone guess.
		this.version(4).stores({ gripExamples: '[docId+segmentId], docId' });
	}
}

const MAIN = 'handloom';
let shared: HandloomDb | null = null;
let openName = MAIN;

/** Everything of this thread goes to another database from now on; null: to the real one again. The old one is closed. */
export function useDatabase(name: string | null): void {
	const next = name ?? MAIN;
	if (next === openName) return;
	openName = next;
	const before = shared;
	shared = null;
	before?.close();
}

/** What a worker has to be told so that it uses the page's database; null: the real one. */
export const otherDatabase = (): string | null => (openName === MAIN ? null : openName);

/**
 * The one connection of this thread (page or worker). A browser may drop it at any moment (storage cleared, its own
 * database process gone, a newer tab that wants a newer version): the handle is let go then, and the next call opens
 * another. What was under way fails; `withDb` does it once more.
 */
export function db(): HandloomDb {
	shared ??= openShared();
	return shared;
}

function openShared(): HandloomDb {
	const handle = new HandloomDb(openName);
	handle.on('close', () => letGo(handle, 'closed by the browser'));
	handle.on('versionchange', () => letGo(handle, 'another tab changes the database'));
	// Opening waits until the other connections are closed. Nothing to do but to say so in the log.
	handle.on('blocked', () => console.warn('[store] opening waits for another tab'));
	return handle;
}

function letGo(handle: HandloomDb, why: string): void {
	if (shared !== handle) return;
	shared = null;
	console.warn('[store] connection let go:', why);
	// Dexie closes by itself on these events; a handle that is only wedged has to be closed here.
	handle.close({ disableAutoOpen: false });
}

/**
 * Runs reads or writes on the connection; where it was lost meanwhile, once more on a fresh one. `work` must come to the
 * same when it is run twice: an acknowledgement may be what got lost. Rejects with the second error.
 */
export async function withDb<T>(work: (handle: HandloomDb) => Promise<T>): Promise<T> {
	const handle = db();
	try {
		return await work(handle);
	} catch (error) {
		if (!isConnectionLost(error)) throw error;
		letGo(handle, messageOf(error));
		return await work(db());
	}
}

/** As `withDb`, on the real database even while a practice runs: for what is known of the device, never for footage. */
export async function withMainDb<T>(work: (handle: HandloomDb) => Promise<T>): Promise<T> {
	if (openName === MAIN) return withDb(work);
	const handle = new HandloomDb(MAIN);
	try {
		return await work(handle);
	} finally {
		handle.close();
	}
}
