import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FrameSource, ShownFrame } from '$lib/adapters/workers/frames-port.ts';
import { frameIndexAt } from '$lib/domain/time/frame-times.ts';
import { ok } from '$lib/failure/failure.ts';
import { ptsUs } from '$lib/schema/units.ts';
import { Player } from './player.svelte.ts';

/** Ten frames a second. Pictures count whether they are closed. */
const FRAME_US = 100_000;
let open = 0;
const shownAt = (us: number): ShownFrame => {
	open += 1;
	return { ptsUs: ptsUs(us), picture: { close: () => (open -= 1) } as unknown as ImageBitmap };
};

/** A clip whose decoder may be told to give another frame than the one that was asked for. */
function clipOf(count: number, wrong: (us: number) => number = (us) => us) {
	const timesUs = Float64Array.from({ length: count }, (_, i) => i * FRAME_US);
	const asked: number[] = [];
	let newestRun = 0;
	const source: FrameSource = {
		facts: { width: 2, height: 2, codec: 'none', timesUs, endUs: ptsUs(count * FRAME_US) },
		async frame(us) {
			asked.push(us);
			return ok(shownAt(wrong(timesUs[frameIndexAt(timesUs, us)]!)));
		},
		near: async () => ok(null),
		async run(us) {
			const mine = ++newestRun;
			let at = frameIndexAt(timesUs, us);
			return ok({
				next: async () => (mine !== newestRun || at >= count ? ok(null) : ok(shownAt(timesUs[at++]!)))
			});
		},
		strip: async () => ok([]),
		close: () => undefined
	};
	return { source, asked };
}

const drawnBy = (player: Player): number[] => {
	const drawn: number[] = [];
	player.onDraw((shown) => drawn.push(shown.ptsUs / FRAME_US));
	return drawn;
};

describe('player', () => {
	beforeEach(() => {
		open = 0;
		vi.useFakeTimers();
		vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, 4));
	});
	afterEach(() => {
		vi.useRealTimers();
		vi.unstubAllGlobals();
	});
	const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

	it('shows the frame that was asked for, named by its own time', async () => {
		const player = new Player(clipOf(10).source);
		await player.seek(350_000);
		expect(player.nowUs).toBe(300_000);
		await player.step(2);
		expect(player.nowUs).toBe(500_000);
	});

	it('shows nothing rather than another frame', async () => {
		const player = new Player(clipOf(10, (us) => (us === 0 ? 0 : us - FRAME_US)).source);
		await player.seek(0);
		await player.seek(350_000);
		expect(player.failure?.code).toBe('decode_failed');
		expect(player.nowUs).toBe(0);
		player.close();
		expect(open).toBe(0);
	});

	it('plays each frame in its time, at every speed, and stands still at the end', async () => {
		const player = new Player(clipOf(10).source);
		await player.seek(0);
		const drawn = drawnBy(player);
		player.slower();
		player.slower();
		expect(player.rate).toBe(0.25);
		void player.play();
		await wait(1000);
		expect(drawn.at(-1)).toBe(2);
		for (let i = 0; i < 10; i += 1) player.faster();
		expect(player.rate).toBe(4);
		await wait(500);
		expect(drawn.at(-1)).toBe(9);
		expect(player.playing).toBe('still');
		player.close();
		expect(open).toBe(0);
	});

	it('loops a span, and several as if nothing lay between', async () => {
		const player = new Player(clipOf(20).source);
		await player.seek(0);
		const drawn = drawnBy(player);
		player.setLoop([
			{ startUs: ptsUs(200_000), endUs: ptsUs(400_000) },
			{ startUs: ptsUs(1_000_000), endUs: ptsUs(1_200_000) }
		]);
		await wait(900);
		expect(drawn.slice(1, 10)).toEqual([2, 3, 10, 11, 2, 3, 10, 11, 2]);
		// On time as well: nine frames in nine tenths of a second.
		expect(drawn.length).toBeGreaterThanOrEqual(9);
		expect(drawn.length).toBeLessThanOrEqual(11);
		player.setLoop(null);
		await wait(300);
		expect(drawn.at(-1)).toBeGreaterThan(3);
		player.close();
	});

	it('plays backwards faster on a second press', async () => {
		const player = new Player(clipOf(40).source);
		await player.seek(3_900_000);
		void player.playBack();
		await wait(500);
		const slow = 39 - player.index;
		player.faster();
		player.faster();
		await wait(500);
		expect(slow).toBeGreaterThanOrEqual(4);
		expect(39 - player.index - slow).toBeGreaterThanOrEqual(slow * 2 - 1);
		player.close();
	});
});
