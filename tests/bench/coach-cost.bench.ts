/** What the coach costs beside the tracker, of one core at 720p, and how long after its cause an advice is there. */
import { chromium } from '@playwright/test';
import { openBlank, serveSources } from '../browser/source-server.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { close, median, printTable } from './table.ts';

const SECONDS = 8;
const ROUNDS = 4;
const BAR_PERCENT = 5;
const PER_SECOND = 5;
const BAR_ADVICE_S = 1;
const CAUSES = 10;

type Work = 'nothing' | 'coach' | 'coach and looks';
type InPage = { work(what: Work): number; format(): string | null; darken(): Promise<number> };

const server = await serveSources();
const browser = await chromium.launch({
	executablePath: chromiumPath(),
	args: ['--no-sandbox', '--use-fake-device-for-media-stream=fps=30', '--use-fake-ui-for-media-stream']
});
const page = await browser.newPage();
await openBlank(page, server);
const session = await browser.newBrowserCDPSession();

/** Seconds of processor time of every process of this browser so far. */
async function cpuSeconds(): Promise<number> {
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	return processInfo.reduce((sum, one) => sum + one.cpuTime, 0);
}

// A camera of 1280 × 720 in a preview, the same whatever looks at it; and a room whose light goes out on demand.
await page.evaluate(async (perSecond) => {
	const load = (path: string) => import(/* @vite-ignore */ `${location.origin}${path}`);
	const { lookSampler } = await load('/src/lib/adapters/camera/sample-look.ts');
	const { advise, boxOfHand } = await load('/src/lib/domain/coach/advise.ts');
	const { NO_ADVICE, steadyAdvice } = await load('/src/lib/domain/coach/steady-advice.ts');
	const { LiveLooks } = await load('/workers/landmarks/live-looks.ts');
	const show = async (stream: MediaStream) => {
		const video = Object.assign(document.createElement('video'), { muted: true });
		video.srcObject = stream;
		document.body.append(video);
		await video.play();
		return video;
	};
	const camera = await show(
		await navigator.mediaDevices.getUserMedia({ video: { width: { exact: 1280 }, height: { exact: 720 } } })
	);
	const landmarks = Float32Array.from({ length: 63 }, (_, i) => 0.3 + ((i * 37) % 40) / 100);
	let state = NO_ADVICE;
	let done = 0;
	const coachOf = (video: HTMLVideoElement) => {
		const looks = lookSampler(video);
		return async () => {
			const hands = [boxOfHand('right', landmarks), boxOfHand('left', landmarks)];
			const input = { hands, wanted: 'both', tracking: true, look: await looks.sample(), bestSharpness: 100, fps: 30, wantedFps: 30 }; // prettier-ignore
			state = steadyAdvice(state, advise(input, state.shown?.code ?? null).advice, performance.now());
			done += 1;
		};
	};
	const onCamera = coachOf(camera);
	const live = new LiveLooks();
	/** As the landmark worker does it, of a picture that it has in memory anyway. */
	const lookForVerdict = () => {
		const frame = new VideoFrame(camera);
		const ptsUs = Math.round(performance.now() * 1000);
		const hands = [{ side: 'right', imageLandmarks: landmarks, worldLandmarks: landmarks }];
		live.tracked({ ptsUs, hands }, live.draw(frame, ptsUs));
		frame.close();
	};
	let timer: ReturnType<typeof setInterval> | undefined;
	const every = (run: (() => void) | null) => {
		clearInterval(timer);
		if (run) timer = setInterval(run, 1000 / perSecond);
	};
	Object.assign(globalThis, {
		work: (what: Work) => {
			every(
				what === 'nothing'
					? null
					: () => {
							void onCamera();
							if (what === 'coach and looks') lookForVerdict();
						}
			);
			const before = done;
			done = 0;
			return before;
		},
		format: () => {
			const frame = new VideoFrame(camera);
			const { format } = frame;
			frame.close();
			return format;
		},
		/** The light goes out; milliseconds until that is said. Then it comes back, and is waited for. */
		darken: async () => {
			const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
			const context = canvas.getContext('2d')!;
			let light = 50;
			const painter = setInterval(() => {
				context.fillStyle = `hsl(30 40% ${light + Math.random()}%)`;
				context.fillRect(0, 0, 1280, 720);
			}, 1000 / 30);
			const room = await show(canvas.captureStream(30));
			state = NO_ADVICE;
			every(coachOf(room));
			await new Promise((over) => setTimeout(over, 1500 + (Math.random() * 1000) / perSecond));
			light = 5;
			const began = performance.now();
			while (state.shown?.code !== 'too_dark') await new Promise((over) => setTimeout(over, 10));
			const took = performance.now() - began;
			every(null);
			clearInterval(painter);
			room.remove();
			return took;
		}
	});
}, PER_SECOND);

const work = (what: Work): Promise<number> => page.evaluate((to) => (globalThis as unknown as InPage).work(to), what);

async function spend(what: Work): Promise<{ percent: number; looks: number }> {
	await work(what);
	const [from, began] = [await cpuSeconds(), performance.now()];
	await page.waitForTimeout(SECONDS * 1000);
	const percent = ((await cpuSeconds()) - from) / ((performance.now() - began) / 1000);
	return { percent: percent * 100, looks: (await work('nothing')) / SECONDS };
}

await page.waitForTimeout(2000);
const format = await page.evaluate(() => (globalThis as unknown as InPage).format());
const rounds: { coach: number; looks: number; rate: number }[] = [];
const rows: (string | number)[][] = [['round', 'nothing, % of a core', 'coach', 'coach and looks', 'looks a second']];
for (let round = 0; round < ROUNDS; round += 1) {
	const kinds: Work[] = ['nothing', 'coach', 'coach and looks'];
	const spent = new Map<Work, Awaited<ReturnType<typeof spend>>>();
	for (const what of round % 2 === 0 ? kinds : kinds.reverse()) spent.set(what, await spend(what));
	const [none, coach, both] = (['nothing', 'coach', 'coach and looks'] as const).map((what) => spent.get(what)!.percent); // prettier-ignore
	rounds.push({ coach: coach! - none!, looks: both! - coach!, rate: spent.get('coach')!.looks });
	rows.push([round + 1, none!.toFixed(1), coach!.toFixed(1), both!.toFixed(1), spent.get('coach')!.looks.toFixed(1)]);
}
const said: number[] = [];
for (let i = 0; i < CAUSES; i += 1) said.push(await page.evaluate(() => (globalThis as unknown as InPage).darken()));
await browser.close();
await server.close();
printTable(rows);
const cost = median(rounds.map(({ coach }) => coach));
const forVerdict = median(rounds.map(({ looks }) => looks));
const rate = Math.min(...rounds.map((round) => round.rate));
const latestS = Math.max(...said) / 1000;
console.log(`pictures of the camera: ${format}`);
console.log(`coach ${cost.toFixed(1)} % of a core; while a take runs, the looks for its first verdict ${forVerdict.toFixed(1)} % more, in the tracker's worker`); // prettier-ignore
console.log(
	`advice after its cause: median ${(median(said) / 1000).toFixed(2)} s, latest ${latestS.toFixed(2)} s of ${CAUSES}`
);
close(
	'coach-cost',
	`${cost.toFixed(1)} % of one core at 720p, ${rate.toFixed(1)} looks a second, advice after ${latestS.toFixed(2)} s`,
	`under ${BAR_PERCENT} %, nearly ${PER_SECOND} a second, within ${BAR_ADVICE_S} s`,
	cost < BAR_PERCENT && rate >= PER_SECOND * 0.9 && latestS <= BAR_ADVICE_S
);
