import { openRowWriter } from '../../src/lib/adapters/store/media-rows.ts';
import { db } from '../../src/lib/adapters/store/db.ts';
import { sha256Of } from '../../src/lib/adapters/store/sha256.ts';
import { newTakeId } from '../../src/lib/adapters/store/takes.ts';

/** How long each write of a fragment took, ms, by way of writing. */
export type WriteTimes = Record<Way, number[]>;
export type Way = 'rows' | 'file' | 'file-journal';
export type StorageRun = {
	/** One fragment every so often, as while recording. */
	paced: WriteTimes;
	/** One after the other. */
	burst: WriteTimes;
	/** Reading and hashing everything back, ms. */
	readBack: Record<'rows' | 'file', number>;
};

type SyncHandle = {
	write(bytes: Uint8Array, options: { at: number }): number;
	read(bytes: Uint8Array, options: { at: number }): number;
	getSize(): number;
	flush(): void;
	close(): void;
};

type Writers = {
	write: Record<Way, (bytes: Uint8Array<ArrayBuffer>) => Promise<void>>;
	readBack(): Promise<StorageRun['readBack']>;
};

async function openFile(name: string): Promise<SyncHandle> {
	const root = await navigator.storage.getDirectory();
	const file = await root.getFileHandle(name, { create: true });
	return (file as unknown as { createSyncAccessHandle(): Promise<SyncHandle> }).createSyncAccessHandle();
}

async function openWriters(label: string): Promise<Writers> {
	const takeId = newTakeId();
	const rows = openRowWriter(takeId);
	const plain = await openFile(`${label}-plain`);
	const journaled = await openFile(`${label}-journaled`);
	const at = { plain: 0, journaled: 0, seq: 0 };
	return {
		write: {
			async rows(bytes) {
				const stored = await rows.append({ kind: 'fragment', bytes, firstPtsUs: 0, lastPtsUs: 1 });
				if (!stored.ok) throw new Error(stored.failure.code);
			},
			async file(bytes) {
				at.plain += plain.write(bytes, { at: at.plain });
				plain.flush();
			},
			/** What a row promises, with a file: the bytes, then a journal row with place, length, times and hash. */
			async 'file-journal'(bytes) {
				const sha256 = await sha256Of(bytes);
				journaled.write(bytes, { at: at.journaled });
				journaled.flush();
				const row = { seq: at.seq++, at: at.journaled, byteLength: bytes.length, sha256, firstPtsUs: 0, lastPtsUs: 1 };
				await db().settings.put({ name: `journal-${label}-${row.seq}`, value: row });
				at.journaled += bytes.length;
			}
		},
		async readBack() {
			const rowsStart = performance.now();
			for (const row of await db().mediaRows.where('takeId').equals(takeId).sortBy('seq'))
				await sha256Of(await row.blob.arrayBuffer());
			const fileStart = performance.now();
			const piece = new Uint8Array(256 * 1024);
			for (let from = 0; from < plain.getSize(); from += piece.length) {
				plain.read(piece, { at: from });
				await sha256Of(piece);
			}
			const end = performance.now();
			plain.close();
			journaled.close();
			return { rows: fileStart - rowsStart, file: end - fileStart };
		}
	};
}

/** Footage does not compress, and the database compresses what it can. */
function noise(length: number): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(length);
	for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
	return bytes;
}

const WAYS = ['rows', 'file', 'file-journal'] as const;

/** Writes the same fragments all three ways by turns, each turn in another order. */
async function run(sizes: number[], burst: number[], everyMs: number): Promise<StorageRun> {
	const times = (): WriteTimes => ({ rows: [], file: [], 'file-journal': [] });
	const result: StorageRun = { paced: times(), burst: times(), readBack: { rows: 0, file: 0 } };
	const writers = await openWriters('bench');
	const timed = async (way: Way, bytes: Uint8Array<ArrayBuffer>, into: WriteTimes) => {
		const start = performance.now();
		await writers.write[way](bytes);
		into[way].push(performance.now() - start);
	};
	for (const [index, size] of sizes.entries()) {
		const bytes = noise(size);
		for (let turn = 0; turn < WAYS.length; turn += 1) {
			await timed(WAYS[(index + turn) % WAYS.length]!, bytes, result.paced);
			await new Promise((done) => setTimeout(done, everyMs / WAYS.length));
		}
	}
	const pieces = burst.map(noise);
	for (let half = 0; half < 2; half += 1) {
		const ways = half === 0 ? WAYS : [...WAYS].reverse();
		for (const way of ways) for (const bytes of pieces) await timed(way, bytes, result.burst);
	}
	result.readBack = await writers.readBack();
	return result;
}

self.onmessage = async ({ data }: MessageEvent<{ sizes: number[]; burst: number[]; everyMs: number }>) => {
	try {
		self.postMessage({ ok: await run(data.sizes, data.burst, data.everyMs) });
	} catch (error) {
		self.postMessage({ error: String(error) });
	}
};
