import type { Limit, LimitId, QualityRules, RuleId } from '../../schema/quality.ts';

/** All rules with nothing left open: what a programme and its task say, over the defaults. */
export type Rules = {
	limits: Record<LimitId, Limit>;
	most: Record<RuleId, 'off' | 'warn' | 'retake'>;
	outsideShare: number;
	pointsInFrame: number;
};

/** Units and meaning: RULES.md. source: CONVENTIONS, suggested defaults; measured where that says nothing */
export const DEFAULT_RULES: Rules = {
	limits: {
		hand_visibility: { accept: 0.9, hard: 0.75 },
		both_hands: { accept: 0.75, hard: 0.5 },
		longest_gap: { accept: 0.7, hard: 1.5 },
		hand_small: { accept: 0.12, hard: 0.08 },
		hand_large: { accept: 0.4, hard: 0.6 },
		margin: { accept: 0.95, hard: 0.85 },
		idle: { accept: 0.5, hard: 1.5 },
		other_hands: { accept: 0.1, hard: 0.3 },
		anatomy: { accept: 0.15, hard: 0.4 },
		dark: { accept: 70, hard: 50 },
		bright: { accept: 190, hard: 210 },
		clipped: { accept: 0.02, hard: 0.06 },
		backlight: { accept: 0.5, hard: 0.33 },
		sharpness: { accept: 0.6, hard: 0.4 },
		device_sharpness: { accept: 0.3, hard: 0.1 },
		motion_blur: { accept: 0.15, hard: 0.3 },
		shake: { accept: 0.01, hard: 0.03 },
		fps: { accept: 24, hard: 20 },
		frame_gap: { accept: 0.1, hard: 0.25 },
		duration_short: { accept: 1, hard: 2 / 3 },
		duration_long: { accept: 1, hard: 1.5 },
		faces: { accept: 0.02, hard: 0.25 }
	},
	most: {
		hand_visibility: 'retake',
		both_hands: 'retake',
		longest_gap: 'retake',
		distance: 'retake',
		margin: 'retake',
		// The ends can be cut off: that is a trim, not another take.
		idle: 'warn',
		// Two hands that the model calls by one side are a doubt about the model as much as about the room.
		other_hands: 'warn',
		anatomy: 'warn',
		light: 'retake',
		backlight: 'retake',
		sharpness: 'retake',
		motion_blur: 'retake',
		shake: 'retake',
		cadence: 'retake',
		duration: 'retake',
		faces: 'warn'
	},
	outsideShare: 0.3,
	pointsInFrame: 10
};

/** The defaults with each layer of differences on top, the last one strongest: `resolveRules(programme.quality, task.quality)`. */
export function resolveRules(...layers: readonly (QualityRules | undefined)[]): Rules {
	let rules = DEFAULT_RULES;
	for (const layer of layers) {
		if (!layer) continue;
		rules = {
			limits: { ...rules.limits, ...layer.limits },
			most: { ...rules.most, ...layer.most },
			outsideShare: layer.outsideShare ?? rules.outsideShare,
			pointsInFrame: layer.pointsInFrame ?? rules.pointsInFrame
		};
	}
	return rules;
}
