/** Runs in the browser: cuts the file of the page's file field as the studio does, and hands the result out as a download. */

export type CutOnPage = {
	ms: number;
	storeMs: number;
	copied: number;
	encoded: number;
	frames: number;
	durationUs: number;
	bytes: number;
};

type Pieces = { startUs: number; endUs: number }[];

/** As long as a person reads, at the least, what is asked before a cut: its worker starts meanwhile. */
const ASKED_MS = 1500;

/** `again`: pieces of the cut clip, which is cut a second time. */
export async function cutChosenFile(pieces: Pieces, again: Pieces | null = null): Promise<CutOnPage> {
	const { cutClip, readyCutter } = await import(
		/* @vite-ignore */ `${location.origin}/src/lib/adapters/workers/cut-port.ts`
	);
	const source = await storedRows();
	readyCutter();
	await new Promise((resolve) => setTimeout(resolve, ASKED_MS));
	const beganMs = performance.now();
	let cut = await cutClip(source, pieces);
	if (cut.ok && again) cut = await cutClip(cut.value.rows, again);
	const ms = performance.now() - beganMs;
	if (!cut.ok) throw new Error(`${cut.failure.code}: ${cut.failure.message}`);
	const { rows, copied, encoded, timesUs, durationUs } = cut.value;
	const storeMs = await storeAndErase(rows);
	const { partsOf } = await import(/* @vite-ignore */ `${location.origin}/src/lib/adapters/store/row-parts.ts`);
	const blob = new Blob(rows.flatMap(partsOf));
	const link = document.createElement('a');
	link.href = URL.createObjectURL(blob);
	link.download = 'cut.mp4';
	document.body.append(link);
	link.click();
	return { ms, storeMs, copied, encoded, frames: timesUs.length, durationUs, bytes: blob.size };
}

/** Milliseconds to put the cut clip into the store, as one transaction. */
async function storeAndErase(rows: object[]): Promise<number> {
	const { db } = await import(/* @vite-ignore */ `${location.origin}/src/lib/adapters/store/db.ts`);
	const takeId = crypto.randomUUID();
	const whole = rows.map((row) => ({ schema: 'media-row/1', encryption: null, takeId, ...row }));
	const beganMs = performance.now();
	await db().mediaRows.bulkAdd(whole);
	const ms = performance.now() - beganMs;
	await db().mediaRows.where('takeId').equals(takeId).delete();
	return ms;
}

let stored: { file: File; rows: unknown[] } | null = null;

/** The rows of the chosen file as an import brings them into the store. */
async function storedRows(): Promise<unknown[]> {
	const file = document.querySelector<HTMLInputElement>('input[type=file]')!.files![0]!;
	if (stored?.file === file) return stored.rows;
	const at = (path: string) => import(/* @vite-ignore */ `${location.origin}/src/lib/adapters/${path}`);
	const [{ openImportWorker }, { db }, { newTakeId }, Comlink] = [
		await at('import/open-import-worker.ts'),
		await at('store/db.ts'),
		await at('store/takes.ts'),
		await import('comlink')
	];
	const id = newTakeId();
	const port = openImportWorker();
	type Importer = { importVideo(...args: unknown[]): Promise<unknown> };
	const copied = await port.call((remote: Importer) =>
		remote.importVideo(
			file,
			id,
			{ firstSeq: 0, own: false },
			Comlink.proxy(() => undefined)
		)
	);
	port.close();
	if (!copied.ok) throw new Error(copied.failure.message);
	stored = { file, rows: await db().mediaRows.where('takeId').equals(id).sortBy('seq') };
	return stored.rows;
}

/** A clip as this browser's own encoder records it: a moving square, 320×240, 30 frames a second. A download as well. */
export async function encodeOwnClip(seconds: number, codec: string): Promise<void> {
	const { BufferTarget, CanvasSource, Mp4OutputFormat, Output, Quality } = await import('mediabunny');
	const canvas = new OffscreenCanvas(320, 240);
	const context = canvas.getContext('2d')!;
	const target = new BufferTarget();
	// As in a recording: with two key pictures in a fragment, the muxer marks only the first one as such.
	const format = new Mp4OutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: 0.25 });
	const output = new Output({ format, target });
	const source = new CanvasSource(canvas, {
		codec: codec.startsWith('vp09') ? 'vp9' : codec.startsWith('vp8') ? 'vp8' : 'avc',
		fullCodecString: codec,
		quality: new Quality({ bitrate: 1e6 }),
		keyFrameInterval: 0.5,
		latencyMode: 'quality'
	});
	output.addVideoTrack(source, { frameRate: 1e6 });
	await output.start();
	for (let i = 0; i < seconds * 30; i += 1) {
		context.fillStyle = `hsl(${i * 7} 60% 40%)`;
		context.fillRect(0, 0, 320, 240);
		context.fillStyle = 'white';
		context.fillRect((i * 3) % 280, (i * 2) % 200, 40, 40);
		await source.add(i / 30, 1 / 30);
	}
	await output.finalize();
	const link = document.createElement('a');
	link.href = URL.createObjectURL(new Blob([target.buffer!]));
	link.download = 'own.mp4';
	document.body.append(link);
	link.click();
}
