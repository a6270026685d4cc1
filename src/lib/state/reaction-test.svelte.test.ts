import { expect, it } from 'vitest';
import { FLASHES } from '$lib/domain/reaction/judge-reactions.ts';
import { ReactionTest, type ReactionClock } from './reaction-test.svelte.ts';

/** A clock that goes only when it is told to. */
function aClock() {
	let now = 0;
	let waiting: { at: number; run: () => void }[] = [];
	const clock: ReactionClock = {
		nowMs: () => now,
		chance: () => 0.5,
		after(ms, run) {
			const one = { at: now + ms, run };
			waiting.push(one);
			return () => (waiting = waiting.filter((other) => other !== one));
		}
	};
	const go = (ms: number) => {
		now += ms;
		const due = waiting.filter(({ at }) => at <= now);
		waiting = waiting.filter(({ at }) => at > now);
		due.forEach(({ run }) => run());
	};
	return { clock, go, now: () => now };
}
/** Half of the pause's chance. */
const PAUSE = 2250;

it('measures the median from the flash on screen to the press, in about thirty seconds', () => {
	const { clock, go, now } = aClock();
	let tones = 0;
	const test = new ReactionTest(() => tones++, clock);
	test.start();
	for (let i = 0; i < FLASHES; i++) {
		go(PAUSE);
		expect(test.phase).toBe('lit');
		go(16);
		test.lit(now());
		go(240 + i);
		test.press();
	}
	expect(test.phase).toBe('done');
	expect(test.result).toEqual({ lagMs: 245, spreadMs: 3, reactions: FLASHES });
	expect(tones).toBe(FLASHES);
	expect(now()).toBeGreaterThan(25_000);
	expect(now()).toBeLessThan(33_000);
});

it('a press without a flash counts for nothing, and missed flashes leave too few', () => {
	const { clock, go } = aClock();
	const test = new ReactionTest(() => {}, clock);
	test.start();
	test.press();
	expect(test.phase).toBe('waiting');
	for (let i = 0; i < FLASHES; i++) {
		go(PAUSE);
		go(1000);
	}
	expect([test.phase, test.result]).toEqual(['done', null]);
});

it('stopped, no flash comes', () => {
	const { clock, go } = aClock();
	const test = new ReactionTest(() => {}, clock);
	test.start();
	test.stop();
	go(10_000);
	expect([test.phase, test.flashes]).toEqual(['ready', 0]);
});
