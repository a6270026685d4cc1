import { chromium, expect, test, type Browser } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackTrack } from '../../src/lib/domain/hands/pack-track.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { sampleFile } from '../e2e/media.ts';
import { differenceOf } from '../e2e/passes.ts';
import { openBlank, serveSources, type SourceServer } from './source-server.ts';

let server: SourceServer;
let browser: Browser;
let folder: string;
let clip: string;
test.beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'handloom-pass-'));
	clip = join(folder, 'clip.mp4');
	const first = ['-frames:v', String(FRAMES), '-c', 'copy'];
	execFileSync('ffmpeg', ['-v', 'error', '-i', sampleFile('grasp'), ...first, clip]);
	server = await serveSources();
	browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
});
test.afterAll(async () => {
	await browser.close();
	await server.close();
	await rm(folder, { recursive: true, force: true });
});

/** Two chunks of the sample. */
const FRAMES = 120;
const CHUNK = 60;

type Passed = {
	complete: boolean;
	frames: number;
	framesWithHand: number;
	takenUpWithin: number | null;
	chunks: { seq: number; frames: number; base64: string }[];
	progress: { frames: number; recentMs: number | null }[];
};

/** A whole pass over the clip, one that is broken off after a chunk, and one that goes on after it. */
async function passes(
	file: string,
	name: string,
	options: object
): Promise<{ whole: Passed; cut: Passed; rest: Passed }> {
	const page = await browser.newPage();
	page.setDefaultTimeout(0);
	await openBlank(page, server, { 'clip.mp4': clip });
	const result = await page.evaluate(
		async (asked) => {
			const module = await import(/* @vite-ignore */ `${location.origin}/src/lib/adapters/workers/${asked.file}.ts`);
			const blob = await (await fetch('/media/clip.mp4')).blob();
			const port = new module[asked.name](asked.options);
			type Chunk = { seq: number; frames: number; packed: ArrayBuffer };
			const base64 = (bytes: ArrayBuffer): Promise<string> =>
				new Promise((done) => {
					const reader = new FileReader();
					reader.onload = () => done(String(reader.result).split(',')[1]!);
					reader.readAsDataURL(new Blob([bytes]));
				});
			const run = async (from: object | null, stopAfter: number) => {
				const stop = new AbortController();
				const kept: Chunk[] = [];
				const progress: { frames: number; recentMs: number | null }[] = [];
				const pass = await port.runPass(
					blob,
					{
						async onChunk(chunk: Chunk) {
							kept.push(chunk);
							if (kept.length === stopAfter) stop.abort();
							return { ok: true, value: null, discarded: [] };
						},
						onProgress: ({ frames, recentMs }: { frames: number; recentMs: number | null }) =>
							progress.push({ frames, recentMs }),
						signal: stop.signal
					},
					from
				);
				if (!pass.ok) throw new Error(`${pass.failure.code}: ${pass.failure.message}`);
				const { complete, frames, framesWithHand, takenUpWithin } = pass.value;
				const chunks = await Promise.all(
					kept.map(async ({ seq, frames: count, packed }) => ({ seq, frames: count, base64: await base64(packed) }))
				);
				return { kept, passed: { complete, frames, framesWithHand, takenUpWithin, chunks, progress } };
			};
			const whole = await run(null, -1);
			const cut = await run(null, 1);
			const lastChunk = cut.kept[0]!.packed;
			const rest = await run({ seq: 1, frames: 60, framesWithHand: 50, lastChunk }, -1);
			port.close();
			return { whole: whole.passed, cut: cut.passed, rest: rest.passed };
		},
		{ file, name, options }
	);
	await page.close();
	return result;
}

const framesOf = ({ chunks }: Passed) =>
	chunks.flatMap(({ base64 }) => unpackTrack(new Uint8Array(Buffer.from(base64, 'base64')).buffer));

for (const [engine, file, name, options] of [
	['our own pipeline', 'ort-pass-port', 'OrtPassPort', { network: 'full' }],
	['MediaPipe', 'landmarks-port', 'LandmarksPort', { model: 'full', delegate: 'CPU' }]
] as const)
	test(`${engine}: a pass that goes on hands out every further frame once, and follows the hands where they were`, async () => {
		test.setTimeout(240_000);
		const { whole, cut, rest } = await passes(file, name, options);
		expect([whole.complete, cut.complete, rest.complete]).toEqual([true, false, true]);
		expect(whole.chunks.map(({ seq, frames }) => [seq, frames])).toEqual([0, 1].map((seq) => [seq, CHUNK]));
		expect(rest.chunks.map(({ seq, frames }) => [seq, frames])).toEqual([[1, CHUNK]]);
		// Counted on from what was stored.
		expect(rest.frames).toBe(FRAMES);
		expect(rest.progress[0]!.frames).toBe(60);
		expect(rest.progress.at(-1)!.recentMs).toBeGreaterThan(1);

		const track = [...framesOf(cut).slice(0, 60), ...framesOf(rest)];
		const difference = differenceOf(track, framesOf(whole));
		console.log(
			`${engine}: last stored frame came out within ${((rest.takenUpWithin ?? Infinity) * 100).toFixed(4)} % of the frame; ` +
				`${difference.equalFrames} of ${FRAMES} frames equal to the last bit, farthest ${(difference.farthest * 100).toFixed(4)} %, ` +
				`${difference.otherFrames} with other hands`
		);
		expect(difference.otherFrames).toBe(0);
		if (engine === 'MediaPipe') expect(difference.farthest).toBeLessThan(0.01);
		else expect(difference.equalFrames).toBe(FRAMES);
	});
