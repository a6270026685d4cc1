/** Ten minutes of two hands' landmarks (18 000 frames) saved in IndexedDB and opened again, with their hashes. */
import { chromium } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBlank, serveSources } from '../browser/source-server.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { close, median, printTable } from './table.ts';

const FRAMES = 18_000;
const ROUNDS = 9;
const BAR_MS = 50;

const server = await serveSources();
const profile = await mkdtemp(join(tmpdir(), 'handloom-tracks-'));
const context = await chromium.launchPersistentContext(profile, {
	executablePath: chromiumPath(),
	headless: true,
	args: ['--no-sandbox']
});
const page = context.pages()[0]!;
await openBlank(page, server);
const rounds = await page.evaluate(
	async ({ frames, times }) => {
		const { writeChunks, readTrack, clearTrack } = await import(
			/* @vite-ignore */ `${location.origin}/src/lib/adapters/store/tracks.ts`
		);
		const { packTrack } = await import(/* @vite-ignore */ `${location.origin}/src/lib/domain/hands/pack-track.ts`);
		const { TRACK_CHUNK_FRAMES } = await import(/* @vite-ignore */ `${location.origin}/src/lib/schema/limits.ts`);
		const maker = {
			model: 'bench',
			modelSha256: '0'.repeat(64),
			runtime: 'none',
			delegate: 'CPU',
			inputMirrored: false,
			settings: {}
		};
		// Numbers that nothing can compress away: every bit of the fraction is chance.
		const numbers = () => Float32Array.from({ length: 63 }, () => Math.random());
		const track = Array.from({ length: frames }, (_, i) => ({
			ptsUs: Math.round((i * 1e6) / 30),
			hands: ['left', 'right'].map((side) => ({
				side,
				rawLabel: side,
				handednessScore: 0.9,
				presence: 0.8,
				landmarkConfidence: null,
				imageLandmarks: numbers(),
				worldLandmarks: numbers()
			}))
		}));
		const timed = async <T>(work: () => T | Promise<T>): Promise<[number, T]> => {
			const startMs = performance.now();
			const result = await work();
			return [performance.now() - startMs, result];
		};
		const results: { packMs: number; saveMs: number; openMs: number; bytes: number; same: boolean }[] = [];
		for (let round = 0; round < times; round++) {
			const takeId = crypto.randomUUID();
			const [packMs, chunks] = await timed(() =>
				Array.from({ length: Math.ceil(frames / TRACK_CHUNK_FRAMES) }, (_, seq) => {
					const part = track.slice(seq * TRACK_CHUNK_FRAMES, (seq + 1) * TRACK_CHUNK_FRAMES);
					const [firstPtsUs, lastPtsUs] = [part[0]!.ptsUs, part.at(-1)!.ptsUs];
					return { seq, frames: part.length, firstPtsUs, lastPtsUs, packed: packTrack(part) as ArrayBuffer };
				})
			);
			const bytes = chunks.reduce((sum, { packed }) => sum + packed.byteLength, 0);
			const [saveMs, saved] = await timed(() => writeChunks(takeId, 'model', maker, chunks));
			if (!(saved as { ok: boolean }).ok) throw new Error('not saved');
			const [openMs, opened] = await timed(() => readTrack(takeId, 'model'));
			const read = (opened as { value: { frames: typeof track } }).value.frames;
			const [one, other] = [track.at(-1)!.hands[1]!, read.at(-1)!.hands[1]!];
			const same = read.length === frames && one.worldLandmarks.every((value, i) => value === other.worldLandmarks[i]);
			results.push({ packMs, saveMs, openMs, bytes, same });
			await clearTrack(takeId, 'model');
			await new Promise((done) => setTimeout(done, 500));
		}
		return results;
	},
	{ frames: FRAMES, times: ROUNDS }
);
await context.close();
await server.close();
await rm(profile, { recursive: true, force: true });

if (!rounds.every(({ same }) => same)) throw new Error('what was opened is not what was saved');
const columns = { packMs: 'packed', saveMs: 'saved', openMs: 'opened' } as const;
const values = (key: keyof typeof columns) => rounds.map((round) => round[key]);
printTable([
	[`${FRAMES} frames, two hands, ${(rounds[0]!.bytes / 1e6).toFixed(1)} MB, ms`, 'median', 'least', 'most', 'first'],
	...(Object.keys(columns) as (keyof typeof columns)[]).map((key) => [
		columns[key],
		...[median(values(key)), Math.min(...values(key)), Math.max(...values(key)), values(key)[0]!].map((ms) =>
			ms.toFixed(1)
		)
	])
]);
const [saveMs, openMs] = [median(values('saveMs')), median(values('openMs'))];
close(
	'tracks',
	`saved in ${saveMs.toFixed(1)} ms, opened in ${openMs.toFixed(1)} ms`,
	`under ${BAR_MS} ms each`,
	saveMs < BAR_MS && openMs < BAR_MS
);
