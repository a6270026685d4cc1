import { execFileSync } from 'node:child_process';
import type { TrackFrame } from '../../src/lib/schema/track.ts';
import { ptsUs } from '../../src/lib/schema/units.ts';
import { truthTrack, type TruthTake } from '../../src/lib/domain/suggest/truth-track.ts';

/** One case: frames `[from, to)` of a rendered take, with idle seconds before and after. */
export type Planted = {
	name: string;
	clip: 'grasp' | 'cross';
	from: number;
	to: number;
	headS: number;
	tailS: number;
	/** What is seen meanwhile: the hands held still, or no hand at all (tracks only). */
	idle: 'still' | 'no_hand';
	seed: number;
};

/** Numbers 0..1 from a seed; the same seed gives the same numbers on every machine. source: Mulberry32, public domain */
export function dice(seed: number): () => number {
	let a = seed >>> 0;
	return () => {
		a = (a + 0x6d2b79f5) >>> 0;
		let t = Math.imul(a ^ (a >>> 15), 1 | a);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Idle times that are cut, some that are not worth it, and some that are not there; from the seed. */
const IDLE_S = [0, 0.2, 0.4, 0.9, 1.3, 2, 2.8, 4];
/** Both cycles of the grasp, each of them, and the crossing from its first movement to its last; frames of 30 a second. */
const PARTS = [
	['grasp', 0, 300],
	['grasp', 0, 150],
	['grasp', 150, 300],
	['cross', 73, 229]
] as const;

export function plantedCases(seeds: readonly number[], kinds: readonly Planted['idle'][]): Planted[] {
	return seeds.flatMap((seed) => {
		const next = dice(seed);
		const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
		return PARTS.map(([clip, from, to]) => {
			const [headS, tailS, idle] = [pick(IDLE_S), pick(IDLE_S), pick(kinds)];
			return { name: `${clip} ${from}-${to} seed ${seed}`, clip, from, to, headS, tailS, idle, seed };
		});
	});
}

/**
 * The truth of a take with idle ends: the first and last frame held, with a tremble of the size that the tracker has on a
 * still hand (1 % of the hand's height) and a slow sway of a resting arm (a fiftieth of the height, every three seconds).
 */
export function plantedTrack(take: TruthTake, { from, to, headS, tailS, idle, seed }: Planted): TrackFrame[] {
	const action = truthTrack(take).slice(from, to);
	const next = dice(seed * 1000 + from);
	const held = (frame: TrackFrame, seconds: number): TrackFrame[] =>
		Array.from({ length: Math.round(seconds * 30) }, (_, i) =>
			idle === 'no_hand' ? { ...frame, hands: [] } : trembling(frame, i, next)
		);
	const all = [...held(action[0]!, headS), ...action, ...held(action.at(-1)!, tailS)];
	return all.map((frame, i) => ({ ...frame, ptsUs: ptsUs((i * 1e6) / 30) }));
}

function trembling(frame: TrackFrame, i: number, next: () => number): TrackFrame {
	const hands = frame.hands.map((hand) => {
		const ys = hand.imageLandmarks.filter((_, k) => k % 3 === 1);
		const height = Math.max(...ys) - Math.min(...ys);
		const sway = (height / 50) * Math.sin((i / 30) * ((2 * Math.PI) / 3));
		// The sum of three dice is near enough to a bell; its deviation is a half.
		const tremble = () => (next() + next() + next() - 1.5) * 2 * 0.01 * height;
		return {
			...hand,
			imageLandmarks: hand.imageLandmarks.map((value, k) => value + tremble() + (k % 3 < 2 ? sway : 0))
		};
	});
	return { ...frame, hands };
}

/** The same case as a clip: frames held and a camera's noise over all of it, so that the tracker trembles as it does. */
export function plantedClip(source: string, into: string, { from, to, headS, tailS, seed }: Planted): void {
	const filter = [
		`trim=start_frame=${from}:end_frame=${to}`,
		'setpts=PTS-STARTPTS',
		`tpad=start_duration=${headS}:start_mode=clone:stop_duration=${tailS}:stop_mode=clone`,
		`noise=alls=8:allf=t:all_seed=${seed}`
	].join(',');
	const encode = ['-c:v', 'libx264', '-crf', '23', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'];
	execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', source, '-vf', filter, ...encode, into]);
}
