import type { Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as Y from 'yjs';
import { writeEdits } from '../../src/lib/adapters/annotation/y-doc.ts';
import { packTrack } from '../../src/lib/domain/hands/pack-track.ts';
import { builtInProgramme } from '../../src/lib/domain/programme/built-in.ts';
import { truthTrack, type TruthTake } from '../../src/lib/domain/suggest/truth-track.ts';
import type { Segment } from '../../src/lib/schema/annotation.ts';
import { TRACK_CHUNK_FRAMES } from '../../src/lib/schema/limits.ts';
import type { QualityReport } from '../../src/lib/schema/quality.ts';
import type { TrackFrame } from '../../src/lib/schema/track.ts';
import { ptsUs } from '../../src/lib/schema/units.ts';

/**
 * A take that is checked already, written past the app: what recording and the pass over every frame would have left on the
 * device, in a second instead of minutes. The file is a fragmented MP4 with a fragment for each key frame, as a recording is.
 */
export type SeededTake = {
	takeId: string;
	file: Buffer;
	frames: number;
	fps: number;
	/** Frames from one key frame to the next. */
	gop: number;
	track: TrackFrame[];
	segments?: readonly Segment[];
	report?: QualityReport;
};

const golden = (name: string) => resolve(import.meta.dirname, '../golden/synthetic', name);
export const SEEDED_ID = '019a0000-0000-7000-8000-00000000beef';

/** A rendered clip with its truth for a track; `GOP` frames a fragment. */
export function goldenTake(name: string, gop = 15): SeededTake {
	const truth = JSON.parse(readFileSync(golden(`${name}.json`), 'utf8')) as TruthTake;
	const file = fragmented(['-i', golden(`${name}.mp4`)], gop);
	return { takeId: SEEDED_ID, file, frames: truth.frames.length, fps: truth.fps, gop, track: truthTrack(truth) };
}

/** A test picture for so many seconds, with the hands of a rendered clip over and over. */
export function longTake(seconds: number, name = 'drop-and-regrasp'): SeededTake {
	const truth = JSON.parse(readFileSync(golden(`${name}.json`), 'utf8')) as TruthTake;
	const once = truthTrack(truth);
	const frames = seconds * truth.fps;
	const track = Array.from({ length: frames }, (_, i): TrackFrame => ({
		...once[i % once.length]!,
		ptsUs: ptsUs(Math.round((i * 1e6) / truth.fps))
	})); // prettier-ignore
	const gop = 60;
	const source = `testsrc2=size=320x240:rate=${truth.fps}:duration=${seconds}`;
	return {
		takeId: SEEDED_ID,
		file: fragmented(['-f', 'lavfi', '-i', source], gop),
		frames,
		fps: truth.fps,
		gop,
		track
	};
}

function fragmented(input: string[], gop: number): Buffer {
	const folder = mkdtempSync(join(tmpdir(), 'handloom-seed-'));
	const file = join(folder, 'take.mp4');
	try {
		execFileSync('ffmpeg', [
			'-v', 'error', ...input, '-an', '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p',
			'-g', String(gop), '-keyint_min', String(gop), '-sc_threshold', '0', '-bf', '0',
			'-movflags', 'frag_keyframe+empty_moov+default_base_moof', '-y', file
		]); // prettier-ignore
		return readFileSync(file);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** The head (ftyp, moov) and each moof with its mdat. What follows the last mdat (mfra) belongs to nothing. */
function rowsOf(file: Buffer): Buffer[] {
	const rows: Buffer[] = [];
	let start = 0;
	for (let at = 0; at < file.length;) {
		const size = file.readUInt32BE(at);
		const type = file.toString('latin1', at + 4, at + 8);
		at += size;
		if (type === 'moov' || type === 'mdat') {
			rows.push(file.subarray(start, at));
			start = at;
		}
	}
	return rows;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const base64 = (bytes: ArrayBuffer | Uint8Array): string =>
	Buffer.from(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)).toString('base64');

/** Rows as the page writes them: what is base64 in `bytes` becomes a Blob of that name, or a plain array. */
type Row = { row: Record<string, unknown>; bytes?: string; as?: 'blob' | 'update' };

/** Puts rows into the studio's database, which a page of the studio has made. */
export async function putRows(page: Page, table: string, rows: readonly Row[]): Promise<void> {
	for (let i = 0; i < rows.length; i += 40)
		await page.evaluate(
			async ([name, list]) => {
				const opening = indexedDB.open('handloom');
				const database = await new Promise<IDBDatabase>((done, refuse) => {
					opening.onsuccess = () => done(opening.result);
					opening.onerror = () => refuse(opening.error);
				});
				const whole = list.map(({ row, bytes, as = 'blob' }) => {
					if (bytes === undefined) return row;
					const raw = Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
					return { ...row, [as]: as === 'blob' ? new Blob([raw]) : raw };
				});
				const writing = database.transaction(name, 'readwrite');
				for (const row of whole) writing.objectStore(name).put(row);
				await new Promise<void>((done, refuse) => {
					writing.oncomplete = () => done();
					writing.onerror = () => refuse(writing.error);
				});
				database.close();
			},
			[table, rows.slice(i, i + 40)] as const
		);
}

/** Writes a take onto the device of `page`, which has the studio open; its label page is `/take/ID/label`. */
export async function seedTake(page: Page, take: SeededTake): Promise<void> {
	const { takeId, frames, fps, gop, track } = take;
	const timeOf = (frame: number) => Math.round((frame * 1e6) / fps);
	const task = builtInProgramme.tasks[0]!;
	await putRows(
		page,
		'mediaRows',
		rowsOf(take.file).map((bytes, seq) => ({
			row: {
				schema: 'media-row/1', takeId, seq, kind: seq === 0 ? 'init' : 'fragment', encryption: null,
				sha256: sha256(bytes), byteLength: bytes.length,
				firstPtsUs: seq === 0 ? null : timeOf((seq - 1) * gop),
				lastPtsUs: seq === 0 ? null : timeOf(Math.min(frames, seq * gop) - 1)
			},
			bytes: base64(bytes)
		})) // prettier-ignore
	);
	const times = Float64Array.from({ length: frames }, (_, i) => timeOf(i));
	await putRows(page, 'frameTimes', [{ row: { takeId, count: frames }, bytes: base64(times.buffer) }]);
	const chunks = Array.from({ length: Math.ceil(frames / TRACK_CHUNK_FRAMES) }, (_, seq) =>
		track.slice(seq * TRACK_CHUNK_FRAMES, (seq + 1) * TRACK_CHUNK_FRAMES)
	);
	const maker = { model: 'truth', modelSha256: '0'.repeat(64), runtime: 'none', delegate: 'CPU', inputMirrored: false, settings: {} }; // prettier-ignore
	for (const [seq, part] of chunks.entries()) {
		const packed = new Uint8Array(packTrack(part));
		const row = {
			schema: 'track-chunk/2', takeId, layer: 'model', seq, frames: part.length, maker, encryption: null,
			firstPtsUs: part[0]!.ptsUs, lastPtsUs: part.at(-1)!.ptsUs, sha256: sha256(packed), byteLength: packed.length
		}; // prettier-ignore
		await putRows(page, 'trackChunks', [{ row, bytes: base64(packed) }]);
	}
	if (take.segments) await seedLabels(page, takeId, take.segments);
	if (take.report)
		await putRows(page, 'quality', [{ row: { takeId, report: take.report, disagreement: null, looks: null } }]);
	await putRows(page, 'takes', [
		{
			row: {
				schema: 'take/1', id: takeId, programmeId: builtInProgramme.id, taskId: task.id, taskVersion: task.version,
				number: 1, createdAtMs: 1_760_000_000_000, source: 'file', fileName: null, state: 'checked',
				durationUs: timeOf(frames), frameCount: frames, facts: null, submissionId: null, sentBack: null,
				pass: { complete: true }, thumbnail: null
			}
		}
	]); // prettier-ignore
}

/** Labels as an update that came in: there is nothing to take back. */
async function seedLabels(page: Page, takeId: string, segments: readonly Segment[]): Promise<void> {
	const ydoc = new Y.Doc();
	writeEdits(
		ydoc,
		segments.map((after) => ({ kind: 'segment', key: after.id, before: null, after })),
		'seed'
	);
	await seedUpdate(page, takeId, ydoc);
}

/** Whatever is in `ydoc`, merged into the worker's document of a take. */
export const seedUpdate = (page: Page, takeId: string, ydoc: Y.Doc): Promise<void> =>
	putRows(page, 'docUpdates', [
		{
			row: { docId: `${takeId}/worker`, atMs: 1_760_000_000_000, plan: null, kind: 'merge' },
			bytes: base64(Y.encodeStateAsUpdate(ydoc)),
			as: 'update'
		}
	]);
