/** Each rule on video files with something planted, decoded and tracked in a browser as a worker's take would be. */
import { chromium, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeTake, type TakeMeasures } from '../../src/lib/domain/quality/judge-take.ts';
import { planLooks } from '../../src/lib/domain/quality/measure-look.ts';
import { LAPLACE_GAIN } from '../../src/lib/domain/quality/noise.ts';
import type { Outcome } from '../../src/lib/failure/failure.ts';
import type { FrameLook, RuleId } from '../../src/lib/schema/quality.ts';
import type { TrackFrame } from '../../src/lib/schema/track.ts';
import { openBlank, serveSources } from '../browser/source-server.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { passOver } from './hand-pass.ts';
import { makeClips } from './rules/made-clips.ts';
import { close, median, printTable } from './table.ts';

const BAR = 0.9;

type Measured = { aspect: number; looks: FrameLook[]; looksMs: number; frames: TrackFrame[] };

/** Landmarks of every frame and the samples of the picture, by the product's own workers. */
async function measure(page: Page, address: string): Promise<Measured> {
	const { frames } = await passOver(page, address, 'ort');
	const aspect = await page.evaluate(async (url) => {
		const video = document.createElement('video');
		video.src = url;
		await new Promise((done) => (video.onloadedmetadata = done));
		return video.videoWidth / video.videoHeight;
	}, address);
	const plan = planLooks(
		Float64Array.from(frames, (frame) => frame.ptsUs),
		frames,
		5,
		aspect
	);
	const seen = await page.evaluate(
		async ([url, wanted]) => {
			const { lookAtTake } = await import(
				/* @vite-ignore */ `${location.origin}/src/lib/adapters/workers/quality-port.ts`
			);
			const blob = await (await fetch(url)).blob();
			const beganMs = performance.now();
			const looks = await lookAtTake(blob, wanted);
			return { looks, looksMs: performance.now() - beganMs };
		},
		[address, plan] as const
	);
	const looks = seen.looks as Outcome<FrameLook[]>;
	if (!looks.ok) throw new Error(`${address}: ${looks.failure.message}`);
	return { aspect, frames, looks: looks.value, looksMs: seen.looksMs };
}

const takeOf = ({ aspect, looks, frames }: Measured): TakeMeasures => {
	const times = frames.map((frame) => frame.ptsUs);
	const gaps = times.slice(1).map((time, i) => time - times[i]!);
	const durationUs = (times.at(-1) ?? 0) + (gaps.length > 0 ? median(gaps) : 0);
	return { timesUs: times, durationUs, frames, looks, aspect, timeRangeS: null };
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
