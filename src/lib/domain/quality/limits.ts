/** Limits of the rules; a programme may override them. The defaults are those of RULES.md. */
export type Limits = {
	handVisibility: { accept: number; hard: number };
	longestGapS: { accept: number; hard: number };
	darkLuma: { accept: number; hard: number };
	brightLuma: { accept: number; hard: number };
	clippedShare: { accept: number; hard: number };
	sharpnessRatio: { accept: number; hard: number };
	/** Against the device's own baseline; lower, because another table has other edges. */
	deviceSharpnessRatio: { accept: number; hard: number };
	fps: { accept: number; hard: number };
	frameGapS: { accept: number; hard: number };
	/** Beyond the task's range by these factors a take is no longer a doubt but a retake. */
	durationFactor: { short: number; long: number };
	/** Share of samples that may lie outside before a rule speaks. */
	outsideShare: number;
	/** Points of a hand that have to be in the picture for it to count as seen. */
	pointsInFrame: number;
};

export const DEFAULT_LIMITS: Limits = {
	handVisibility: { accept: 0.9, hard: 0.75 },
	longestGapS: { accept: 0.7, hard: 1.5 },
	darkLuma: { accept: 70, hard: 50 },
	brightLuma: { accept: 190, hard: 210 },
	clippedShare: { accept: 0.02, hard: 0.06 },
	sharpnessRatio: { accept: 0.6, hard: 0.4 },
	deviceSharpnessRatio: { accept: 0.3, hard: 0.1 },
	fps: { accept: 24, hard: 20 },
	frameGapS: { accept: 0.1, hard: 0.25 },
	durationFactor: { short: 2 / 3, long: 1.5 },
	outsideShare: 0.3,
	pointsInFrame: 10
};
