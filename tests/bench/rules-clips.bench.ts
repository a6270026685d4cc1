/** Each rule on video files with something planted, decoded and tracked in a browser as a worker's take would be. */
import { chromium, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeTake, type TakeMeasures } from '../../src/lib/domain/quality/judge-take.ts';
import { LAPLACE_GAIN } from '../../src/lib/domain/quality/noise.ts';
import type { FrameLook, RuleId } from '../../src/lib/schema/quality.ts';
import type { Side } from '../../src/lib/schema/ids.ts';
import { ptsUs } from '../../src/lib/schema/units.ts';
import { openBlank, serveSources } from '../browser/source-server.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { makeClips } from './rules/made-clips.ts';
import { close, median, printTable } from './table.ts';

const BAR = 0.9;

type Measured = {
	aspect: number;
	looks: FrameLook[];
	looksMs: number;
	frames: {
		ptsUs: number;
		hands: { side: Side; rawLabel: Side; handednessScore: number; image: number[]; world: number[] }[];
	}[];
};

/** Landmarks of every frame and the samples of the picture, by the product's own workers. */
const measure = (page: Page, address: string): Promise<Measured> =>
	page.evaluate(async (url) => {
		const load = (path: string) => import(/* @vite-ignore */ `${location.origin}${path}`);
		const { LandmarksPort } = await load('/src/lib/adapters/workers/landmarks-port.ts');
		const { lookAtTake } = await load('/src/lib/adapters/workers/quality-port.ts');
		const { planLooks } = await load('/src/lib/domain/quality/measure-look.ts');
		const { readTrack, writeChunk } = await load('/src/lib/adapters/store/tracks.ts');
		const blob = await (await fetch(url)).blob();
		const video = document.createElement('video');
		video.src = URL.createObjectURL(blob);
		await new Promise((done) => (video.onloadedmetadata = done));
		const aspect = video.videoWidth / video.videoHeight;
		const takeId = crypto.randomUUID();
		const port = new LandmarksPort();
		const pass = await port.runPass(blob, {
			onChunk: (chunk: unknown, maker: unknown) => writeChunk(takeId, 'model', maker, chunk)
		});
		port.close();
		if (!pass.ok) throw new Error(pass.failure.code);
		const { frames } = (await readTrack(takeId, 'model')).value;
		const plan = planLooks(
			Float64Array.from(frames, (frame: { ptsUs: number }) => frame.ptsUs),
			frames,
			5,
			aspect
		);
		const beganMs = performance.now();
		const looks = await lookAtTake(blob, plan);
		if (!looks.ok) throw new Error(looks.failure.code);
		type Hand = { side: Side; rawLabel: Side; handednessScore: number; imageLandmarks: Float32Array; worldLandmarks: Float32Array }; // prettier-ignore
		return {
			aspect,
			looks: looks.value,
			looksMs: performance.now() - beganMs,
			frames: frames.map((frame: { ptsUs: number; hands: Hand[] }) => ({
				ptsUs: frame.ptsUs,
				hands: frame.hands.map((hand) => ({
					side: hand.side,
					rawLabel: hand.rawLabel,
					handednessScore: hand.handednessScore,
					image: [...hand.imageLandmarks],
					world: [...hand.worldLandmarks]
				}))
			}))
		};
	}, address);

const takeOf = ({ aspect, looks, frames }: Measured): TakeMeasures => {
	const times = frames.map((frame) => frame.ptsUs);
	const gaps = times.slice(1).map((time, i) => time - times[i]!);
	return {
		timesUs: times,
		durationUs: (times.at(-1) ?? 0) + (gaps.length > 0 ? median(gaps) : 0),
		frames: frames.map((frame) => ({
			ptsUs: ptsUs(frame.ptsUs),
			hands: frame.hands.map(({ image, world, ...hand }) => ({
				...hand,
				presence: null,
				landmarkConfidence: null,
				imageLandmarks: Float32Array.from(image),
				worldLandmarks: Float32Array.from(world)
			}))
		})),
		looks,
		aspect,
		timeRangeS: null
	};
};

const folder = await mkdtemp(join(tmpdir(), 'handloom-rules-'));
const clips = makeClips(folder);
const server = await serveSources();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
const page = await browser.newPage();
await openBlank(page, server, Object.fromEntries(clips.map(({ path }) => [path.split('/').at(-1)!, path])));
const measured = new Map<string, Measured>();
const rows: (string | number)[][] = [['clip', 'planted', 'said', 'missed', 'said wrongly']];
let [found, missed, wrong, silent] = [0, 0, 0, 0];
for (const { name, path, plants, may, more, sharpAs } of clips) {
	const one = await measure(page, `/media/${path.split('/').at(-1)!}`);
	measured.set(name, one);
	const sharp = sharpAs ? measured.get(sharpAs)!.looks : null;
	const stillLook = sharp
		? {
				luma: median(sharp.map((look) => look.wholeLuma!)),
				sharpness: median(sharp.map((look) => look.wholeSharpness! - LAPLACE_GAIN * look.noise! * look.noise!)),
				noise: median(sharp.map((look) => look.noise!))
			}
		: null;
	const { results } = judgeTake({ ...takeOf(one), stillLook, ...more });
	const said = results.filter((result) => result.verdict !== 'accept');
	const lacking = plants.filter((rule) => !said.some((result) => result.rule === rule));
	const tooMuch = said.filter(({ rule }) => !plants.includes(rule) && !may.includes(rule));
	found += plants.length - lacking.length;
	missed += lacking.length;
	wrong += tooMuch.length;
	silent += results.filter(({ rule, verdict }) => verdict === 'accept' && !plants.includes(rule)).length;
	const value = (rule: RuleId) => {
		const result = results.find((each) => each.rule === rule);
		return `${rule} ${result ? Number(result.value.toPrecision(3)) : '?'}`;
	};
	console.log(`${name}: ${said.map(({ rule }) => value(rule)).join(', ') || 'accepted'}`);
	rows.push([name, plants.join(', '), said.map(({ rule }) => value(rule)).join(', '), lacking.map(value).join(', '), tooMuch.map(({ rule }) => value(rule)).join(', ')]); // prettier-ignore
}
await browser.close();
await server.close();
await rm(folder, { recursive: true, force: true });
printTable(rows);
const perLook = median([...measured.values()].map(({ looks, looksMs }) => looksMs / Math.max(1, looks.length)));
console.log(`a sample is decoded and measured in ${perLook.toFixed(0)} ms (median of ${clips.length} clips)`);
const [precision, recall] = [found / (found + wrong), found / (found + missed)];
close(
	'rules-clips',
	`${found} of ${found + missed} found, ${wrong} said wrongly, ${silent} rightly silent on ${clips.length} clips; precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}`,
	`at least ${BAR} each`,
	precision >= BAR && recall >= BAR
);
