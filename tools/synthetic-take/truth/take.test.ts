import { describe, expect, it } from 'vitest';
import { distance } from '../geometry/vector.ts';
import { optionsFor, parseCommand, type TakeOptions } from '../options.ts';
import { SCRIPT_NAMES, type ScriptName } from '../scripts/all.ts';
import { buildTruth, frameTruth, type FrameTruth, type Truth } from './build-truth.ts';
import { planTake } from './plan-take.ts';

/** Metres: a finger's bone lies about this far under its skin. */
const FLESH = 0.007;
const SEEDS = [1, 2, 3, 4, 5, 6];

function truthOf(script: ScriptName, seed: number, changes: Partial<TakeOptions> = {}): Truth {
	const options = optionsFor(script, seed, changes);
	const plan = planTake(options);
	const frames: FrameTruth[] = [];
	for (let i = 0; i < plan.count; i += 1) {
		if (!plan.dropped.includes(i)) frames.push(frameTruth(i, plan.at(i / options.fps), options));
	}
	return buildTruth(options, plan, 0, frames);
}
const hand = (frame: FrameTruth, side: 'left' | 'right') => frame.hands.find((one) => one.side === side)!;

describe.each(SCRIPT_NAMES)('%s', (script) => {
	it('is the same for the same seed, and another one for another', () => {
		expect(truthOf(script, 5)).toEqual(truthOf(script, 5));
		expect(truthOf(script, 5).frames).not.toEqual(truthOf(script, 6).frames);
	});

	it('keeps every joint above the desk, and lasts 4 to 8 seconds', () => {
		for (const seed of SEEDS) {
			const truth = truthOf(script, seed);
			const lowest = Math.min(...truth.frames.flatMap(({ hands }) => hands.flatMap(({ w3 }) => w3.map(([, y]) => y))));
			expect(lowest, `seed ${seed}`).toBeGreaterThan(FLESH);
			expect(truth.frames.length).toBeGreaterThanOrEqual(120);
			expect(truth.frames.length).toBeLessThanOrEqual(240);
		}
	});

	it('never jumps: no joint moves faster than a hand can', () => {
		const { frames, fps } = truthOf(script, 1);
		frames.slice(1).forEach(({ hands, i }, k) => {
			hands.forEach(({ w3 }, h) => {
				const fastest = Math.max(...w3.map((point, j) => distance(point, frames[k]!.hands[h]!.w3[j]!) * fps));
				expect(fastest, `frame ${i}`).toBeLessThan(4);
			});
		});
	});
});

describe('what the scripts promise', () => {
	it('crossing: the image paths of the hands cross twice, when the events say, and go well past each other', () => {
		for (const seed of SEEDS) {
			const { frames, events } = truthOf('crossing', seed);
			// Positive while the right hand is at the left of the picture, where it starts.
			const order = frames.map((frame) => hand(frame, 'left').px[9]![0] - hand(frame, 'right').px[9]![0]);
			const changes = order.flatMap((value, i) => (i > 0 && value > 0 !== order[i - 1]! > 0 ? [frames[i]!.t] : []));
			const told = events.filter(({ kind }) => kind === 'cross').map(({ t }) => t);
			expect(changes.length, `seed ${seed}`).toBe(2);
			changes.forEach((t, i) => expect(t).toBe(told[i]));
			expect(Math.min(...order)).toBeLessThan(-60);
		}
	});

	it('still-hand: not one number changes', () => {
		const { frames } = truthOf('still-hand', 1);
		for (const { hands } of frames) expect(hands).toEqual(frames[0]!.hands);
	});

	it('fast-reach: the wrist passes 1.2 m/s at least once, and rests between', () => {
		const { frames, fps } = truthOf('fast-reach', 1);
		const speeds = frames
			.slice(1)
			.map((frame, i) => distance(frame.hands[0]!.w3[0]!, frames[i]!.hands[0]!.w3[0]!) * fps);
		expect(Math.max(...speeds)).toBeGreaterThan(1.2);
		expect(speeds.filter((speed) => speed < 0.01).length).toBeGreaterThan(30);
	});

	it('pick-and-place: the thing moves only while it is held, and stands on the desk before and after', () => {
		const { frames } = truthOf('pick-and-place', 1);
		frames.slice(1).forEach((frame, i) => {
			const moved = distance(frame.object!.pos as never, frames[i]!.object!.pos as never);
			if (!frame.grip && !frames[i]!.grip) expect(moved).toBeLessThan(2e-4);
		});
		expect(frames[0]!.object!.pos[1]).toBe(0.02);
		expect(frames.at(-1)!.object!.pos[1]).toBeCloseTo(0.02, 3);
		expect(Math.max(...frames.map(({ object }) => object!.pos[1]!))).toBeGreaterThan(0.09);
	});

	it('drop-and-regrasp: the thing falls between drop and land, no hand holds it, and it is taken again', () => {
		const { frames, events } = truthOf('drop-and-regrasp', 1);
		const at = (kind: string): number => events.find((event) => event.kind === kind)!.t;
		expect(events.map(({ kind }) => kind)).toEqual(['contact', 'lift', 'drop', 'land', 'contact', 'lift', 'release']);
		const [before, after] = [at('drop'), at('land')].map((t) => frames.find((frame) => frame.t >= t)!);
		expect(before!.object!.pos[1]! - after!.object!.pos[1]!).toBeGreaterThan(0.05);
		expect(after!.grip).toBe(false);
		expect(frames.at(-1)!.object!.pos[0]).not.toBeCloseTo(after!.object!.pos[0]!, 2);
	});

	it('leaving-the-frame: one hand is gone for more than a second, and events say when', () => {
		const { frames, events } = truthOf('leaving-the-frame', 1);
		const [leave, back] = events;
		expect([leave!.kind, back!.kind]).toEqual(['leave', 'return']);
		expect(back!.t - leave!.t).toBeGreaterThan(1);
		const away = frames.filter(({ t }) => t >= leave!.t && t < back!.t);
		for (const frame of away) expect(Math.max(...hand(frame, leave!.hand).vis)).toBe(0);
	});

	it('two-hand-unscrewing: the lid has turned half a circle when it comes off, and the jar has not moved', () => {
		const { frames, events } = truthOf('two-hand-unscrewing', 1);
		const off = frames.find(({ t }) => t >= events.find(({ kind }) => kind === 'off')!.t)!;
		const [, y, , w] = off.object!.quat;
		expect((2 * Math.atan2(y!, w!) * 180) / Math.PI).toBeCloseTo(168, 0); // three twists of 56°
		expect(frames.at(-1)!.others![0]).toEqual(frames[0]!.others![0]);
	});
});

describe('options', () => {
	it('idle head and tail, another rate, lost frames, no hand, another person', () => {
		const idle = truthOf('still-hand', 1, { idleHead: 1, idleTail: 0.5 });
		expect(idle.frames.length).toBe(195);
		expect(idle.idle).toEqual([
			[0, 1],
			[1, 6],
			[6, 6.5]
		]);
		expect(truthOf('crossing', 1, { fps: 12 }).frames.length).toBe(72);
		const lossy = truthOf('crossing', 1, { drop: 0.1 });
		expect(lossy.frames.length + lossy.dropped.length).toBe(180);
		expect(lossy.dropped.length).toBeGreaterThan(8);
		expect(lossy.frames.every(({ i, t }) => Math.abs(t - i / 30) < 1e-6)).toBe(true);
		expect(truthOf('crossing', 1, { hands: false }).frames.every(({ hands }) => hands.length === 0)).toBe(true);
		const visited = truthOf('crossing', 1, { secondPerson: true }).frames.filter(({ hands }) => hands.length === 3);
		expect(visited.length).toBeGreaterThan(40);
		expect(visited[0]!.hands[2]!.person).toBe('other');
	});

	it('a shaking camera moves the picture and not the hands', () => {
		const [still, shaking] = [truthOf('still-hand', 1), truthOf('still-hand', 1, { shake: 2 })];
		expect(shaking.frames[40]!.hands[0]!.w3).toEqual(still.frames[40]!.hands[0]!.w3);
		const moved = shaking.frames.map(({ hands }) => hands[0]!.px[0]![0]);
		expect(Math.max(...moved) - Math.min(...moved)).toBeGreaterThan(15);
		expect(shaking.frames[0]!.camera).toBeDefined();
	});

	it('says what is wrong with a command', () => {
		expect(() => parseCommand(['--script', 'juggling', '--out', 'x'])).toThrow(/no script "juggling"/);
		expect(() => parseCommand(['--script', 'crossing'])).toThrow(/--out/);
		expect(() => parseCommand(['--script', 'crossing', '--out', 'x', '--drop', '2'])).toThrow(/from 0 to 0.9/);
		expect(parseCommand(['--script', 'crossing', '--seed', '3', '--out', 'x']).name).toBe('crossing-seed3');
	});
});
