/** What the coach costs beside the tracker, of one core at 720p, and how long after its cause an advice is there. */
import { chromium } from '@playwright/test';
import { openBlank, serveSources } from '../browser/source-server.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { close, median, printTable } from './table.ts';

const SECONDS = 10;
const ROUNDS = 4;
const BAR_PERCENT = 5;
const PER_SECOND = 5;
const BAR_ADVICE_S = 1;
const CAUSES = 10;

const server = await serveSources();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
const page = await browser.newPage();
await openBlank(page, server);
const session = await browser.newBrowserCDPSession();

/** Seconds of processor time of every process of this browser so far. */
async function cpuSeconds(): Promise<number> {
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	return processInfo.reduce((sum, one) => sum + one.cpuTime, 0);
}

// A preview of 1280 × 720 that changes 30 times a second, the same with and without the coach.
await page.evaluate(async (perSecond) => {
	const load = (path: string) => import(/* @vite-ignore */ `${location.origin}${path}`);
	const { lookSampler } = await load('/src/lib/adapters/camera/sample-look.ts');
	const { advise, boxOfHand } = await load('/src/lib/domain/coach/advise.ts');
	const { NO_ADVICE, steadyAdvice } = await load('/src/lib/domain/coach/steady-advice.ts');
	const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
	const context = canvas.getContext('2d')!;
	let frame = 0;
	let light = 50;
	setInterval(() => {
		frame += 1;
		context.fillStyle = `hsl(${frame % 360} 40% ${light}%)`;
		context.fillRect(0, 0, 1280, 720);
		context.fillStyle = '#222';
		for (let i = 0; i < 20; i += 1) context.fillRect((frame * 7 + i * 61) % 1280, i * 36, 30, 24);
	}, 1000 / 30);
	const video = Object.assign(document.createElement('video'), { muted: true });
	video.srcObject = canvas.captureStream(30);
	document.body.append(video);
	await video.play();
	const { LiveLooks } = await load('/workers/landmarks/live-looks.ts');
	const looks = lookSampler(video);
	const landmarks = Float32Array.from({ length: 63 }, (_, i) => 0.3 + ((i * 37) % 40) / 100);
	let timer: ReturnType<typeof setInterval> | undefined;
	let state = NO_ADVICE;
	let done = 0;
	const look = async () => {
		const hands = [boxOfHand('right', landmarks), boxOfHand('left', landmarks)];
		const input = { hands, wanted: 'both', tracking: true, look: await looks.sample(), bestSharpness: 100, fps: 30, wantedFps: 30 }; // prettier-ignore
		state = steadyAdvice(state, advise(input, state.shown?.code ?? null).advice, performance.now());
		done += 1;
	};
	/** Milliseconds of one more look for the first verdict, median of fifty pictures with a hand on them. */
	const lookForVerdict = (): number => {
		const live = new LiveLooks();
		const took: number[] = [];
		for (let i = 0; i < 50; i += 1) {
			const shown = new VideoFrame(canvas, { timestamp: i * 200_000 });
			const hands = [{ side: 'right', imageLandmarks: landmarks, worldLandmarks: landmarks }];
			const began = performance.now();
			live.tracked({ ptsUs: i * 200_000, hands }, live.draw(shown, i * 200_000));
			took.push(performance.now() - began);
			shown.close();
		}
		return took.sort((a, b) => a - b)[25]!;
	};
	/** The light goes out; milliseconds until that is said. Then it comes back, and is waited for. */
	const darken = async (): Promise<number> => {
		const until = async (said: boolean) => {
			while ((state.shown?.code === 'too_dark') !== said) await new Promise((done) => setTimeout(done, 10));
		};
		await until(false);
		await new Promise((done) => setTimeout(done, (Math.random() * 1000) / perSecond + 1500));
		light = 5;
		const began = performance.now();
		await until(true);
		const took = performance.now() - began;
		light = 50;
		return took;
	};
	Object.assign(globalThis, {
		lookForVerdict,
		darken,
		coach: (on: boolean) => {
			clearInterval(timer);
			if (on) timer = setInterval(look, 1000 / perSecond);
			const before = done;
			done = 0;
			return before;
		}
	});
}, PER_SECOND);

const switchCoach = (on: boolean): Promise<number> =>
	page.evaluate((to) => (globalThis as unknown as { coach(on: boolean): number }).coach(to), on);

async function spend(on: boolean): Promise<{ percent: number; looks: number }> {
	await switchCoach(on);
	const [from, began] = [await cpuSeconds(), performance.now()];
	await page.waitForTimeout(SECONDS * 1000);
	const percent = ((await cpuSeconds()) - from) / ((performance.now() - began) / 1000);
	return { percent: percent * 100, looks: (await switchCoach(false)) / SECONDS };
}

await page.waitForTimeout(2000);
const rounds: { without: number; with: number; looks: number }[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
	const order = round % 2 === 0 ? [false, true] : [true, false];
	const spent = new Map<boolean, Awaited<ReturnType<typeof spend>>>();
	for (const on of order) spent.set(on, await spend(on));
	rounds.push({ without: spent.get(false)!.percent, with: spent.get(true)!.percent, looks: spent.get(true)!.looks });
}
type InPage = { lookForVerdict(): number; darken(): Promise<number> };
const lookMs = await page.evaluate(() => (globalThis as unknown as InPage).lookForVerdict());
await switchCoach(true);
const said: number[] = [];
for (let i = 0; i < CAUSES; i += 1) said.push(await page.evaluate(() => (globalThis as unknown as InPage).darken()));
await browser.close();
await server.close();
printTable([
	['round', 'without, % of a core', 'with', 'the coach', 'looks a second'],
	...rounds.map((round, i) => [i + 1, round.without.toFixed(1), round.with.toFixed(1), (round.with - round.without).toFixed(1), round.looks.toFixed(1)]) // prettier-ignore
]);
const alone = median(rounds.map((round) => round.with - round.without));
const forVerdict = (lookMs * PER_SECOND) / 10;
const cost = alone + forVerdict;
const saidS = Math.max(...said) / 1000;
console.log(
	`coach ${alone.toFixed(1)} %; looks for the first verdict ${lookMs.toFixed(1)} ms each, ${forVerdict.toFixed(1)} % while filming`
);
console.log(
	`advice after its cause: median ${(median(said) / 1000).toFixed(2)} s, latest ${saidS.toFixed(2)} s of ${CAUSES}`
);
const looks = Math.min(...rounds.map((round) => round.looks));
close(
	'coach-cost',
	`${cost.toFixed(1)} % of one core at 720p, ${looks.toFixed(1)} looks a second, advice after ${saidS.toFixed(2)} s`,
	`under ${BAR_PERCENT} %, nearly ${PER_SECOND} a second, within ${BAR_ADVICE_S} s`,
	cost < BAR_PERCENT && looks >= PER_SECOND * 0.9 && saidS <= BAR_ADVICE_S
);
