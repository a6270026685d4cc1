import { smoothRts, type RtsRoom, type RtsRun } from './kalman-rts.ts';

/** A landmark at rest is smoothed to the first frequency, one in the fastest motion to the last, hertz. */
export const CUTOFFS_HZ = [0.02, 0.2, 0.7, 2, 6, 30] as const;
/** Frames on each side over which a stiff smoothing must stay with what was measured. */
const NEAR = 2;
/**
 * Standard deviations of the noise that a smoothing may leave over. A hand at rest is given the benefit of the doubt, since
 * the networks' own wavering is slow; once it moves, what is left over would be an error.
 */
export const LEFT_OVER = { atRest: 2.5, inMotion: 0.7 } as const;
/** The last of the frequencies at which a sample can be wild: in faster motion an onset looks the same. */
const GATED_LEVEL = 3;
/** Beyond this squared distance (99.9 % of a plane's noise lie within) a sample counts for less. */
export const GATE = 13.8;

/** Density of acceleration, for noise of variance 1, with which the smoother halves the amplitude at `hz`. */
export const driveOf = (hz: number, frameS: number): number => (2 * Math.PI * hz) ** 4 * frameS;

/**
 * Chooses for each sample how freely the landmark moves: as stiff as what was measured allows. A smoothing is too stiff
 * where the median of what it leaves over, over five samples, is more than `LEFT_OVER`: one wild sample does not count as motion.
 * Values count standard deviations of the noise.
 * `run.values` are x and y; `run.drive` and `run.gate` are overwritten with the choice.
 */
export function chooseDrive(run: RtsRun, room: RtsRoom, frameS: number): void {
	const { n, noise, values } = run;
	const level = new Uint8Array(n);
	const left = [new Float64Array(n), new Float64Array(n)] as const;
	for (let stiff = 0; stiff < CUTOFFS_HZ.length - 1; stiff++) {
		run.drive.fill(driveOf(CUTOFFS_HZ[stiff]!, frameS));
		run.gate.fill(GATE);
		smoothRts(run, room);
		for (let c = 0; c < 2; c++)
			for (let i = 0; i < n; i++) left[c]![i] = noise[i] === Infinity ? NaN : values[c]![i]! - room.place[c]![i]!;
		let any = false;
		for (let i = 0; i < n; i++) {
			// Looser only where the stiffer one was too stiff already.
			if (level[i] !== stiff) continue;
			if (
				Math.hypot(medianNear(left[0], i), medianNear(left[1], i)) <=
				(stiff === 0 ? LEFT_OVER.atRest : LEFT_OVER.inMotion)
			)
				continue;
			any = true;
			level[i] = stiff + 1;
		}
		if (!any) break;
		spread(level, stiff + 1);
	}
	for (let i = 0; i < n; i++) {
		run.drive[i] = driveOf(CUTOFFS_HZ[level[i]!]!, frameS);
		run.gate[i] = level[i]! <= GATED_LEVEL ? GATE : Infinity;
	}
}

/** What holds at a sample holds beside it: motion begins before it can be told from noise. */
function spread(level: Uint8Array, value: number): void {
	const before = level.slice();
	for (let i = 0; i < level.length; i++) {
		if (before[i] !== value) continue;
		for (let k = Math.max(0, i - NEAR); k <= Math.min(level.length - 1, i + NEAR); k++)
			if (level[k]! < value) level[k] = value;
	}
}

const window = new Float64Array(2 * NEAR + 1);
function medianNear(values: Float64Array, i: number): number {
	let count = 0;
	for (let k = Math.max(0, i - NEAR); k <= Math.min(values.length - 1, i + NEAR); k++) {
		const value = values[k]!;
		if (Number.isNaN(value)) continue;
		let at = count++;
		for (; at > 0 && window[at - 1]! > value; at--) window[at] = window[at - 1]!;
		window[at] = value;
	}
	if (count === 0) return 0;
	return count % 2 === 1 ? window[count >> 1]! : (window[count / 2 - 1]! + window[count / 2]!) / 2;
}
