import { chromium } from '@playwright/test';
import { PARENTS, namesOf } from '../hand/joints.ts';
import { poseJoints } from '../hand/kinematics.ts';
import { REST } from '../hand/rest-pose.ts';
import type { Look } from '../looks/choose-look.ts';
import type { TakeOptions } from '../options.ts';
import { frameTruth, type FrameTruth } from '../truth/build-truth.ts';
import type { Instant, TakePlan } from '../truth/plan-take.ts';
import { openEncoder } from './encode.ts';
import { serveScene } from './serve.ts';
import type { SceneApi, SceneSetup, Shot, ShotResult } from './scene-api.ts';
import { drawnAt, exposureOf } from './sub-frames.ts';

type Page = { take: SceneApi };

/** What the arithmetic and the renderer may differ in, metres: the model file rounds its joints to single precision. */
const SAME = 2e-4;

function checkJoints({ moment }: Instant, { joints }: ShotResult): void {
	moment.hands.forEach((hand, k) => {
		poseJoints(hand.side, hand.fingers, hand.wrist).forEach(({ at }, i) => {
			const drawn = joints[k]![i]!;
			const apart = Math.hypot(at[0] - drawn[0], at[1] - drawn[1], at[2] - drawn[2]);
			if (apart > SAME) throw new Error(`${hand.side} joint ${i} is drawn ${apart} m from where the truth has it`);
		});
	});
}

/** Draws and encodes the take. Gives the truth of the frames in the clip; dropped frames are in neither. */
export async function film(
	path: string,
	options: TakeOptions,
	plan: TakePlan,
	look: Look,
	count: number
): Promise<FrameTruth[]> {
	const encoder = openEncoder(path, options, plan.dropped);
	const server = await serveScene((rgb) => encoder.write(rgb));
	const browser = await chromium.launch({
		executablePath: process.env['HANDLOOM_CHROMIUM'] ?? '/usr/bin/chromium',
		args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-background-networking']
	});
	const truth: FrameTruth[] = [];
	try {
		const page = await browser.newPage();
		const told: string[] = [];
		page.on('pageerror', (error) => told.push(error.message));
		await page.goto(server.url);
		await page.waitForFunction(() => 'take' in globalThis);
		const setup: SceneSetup = {
			width: options.width,
			height: options.height,
			look,
			defocus: options.defocus,
			noise: options.noise,
			seed: options.seed,
			hands: castOf(plan, options, count),
			jointNames: { left: namesOf(REST.left), right: namesOf(REST.right) },
			parents: PARENTS
		};
		await page.evaluate((given) => (globalThis as unknown as Page).take.open(given), setup);
		for (let i = 0; i < count; i += 1) {
			const t = i / options.fps;
			const instant = plan.at(t);
			const frame = frameTruth(i, instant, options);
			const middle = drawnAt(instant);
			const points = frame.hands.map(({ px, cz }) => ({ px, cz }));
			const shot: Shot = { frame: i, subFrames: exposureOf(plan, options, t), middle, points };
			const result = await page.evaluate((given) => (globalThis as unknown as Page).take.shoot(given), shot);
			if (told.length) throw new Error(told.join('\n'));
			checkJoints(instant, result);
			result.vis.forEach((vis, k) => (frame.hands[k]!.vis = vis));
			if (!plan.dropped.includes(i)) truth.push(frame);
		}
	} finally {
		await browser.close();
		await server.close();
		await encoder.close();
	}
	return truth;
}

/** Each hand that is ever in the take, once. */
function castOf(plan: TakePlan, options: TakeOptions, count: number): SceneSetup['hands'] {
	const cast = new Map<string, SceneSetup['hands'][number]>();
	for (let i = 0; i < count; i += 1) {
		for (const { side, person } of plan.at(i / options.fps).moment.hands)
			cast.set(`${person} ${side}`, { side, person });
	}
	return [...cast.values()];
}
