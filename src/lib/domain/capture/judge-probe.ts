import type { CameraProbe } from '../../schema/probe.ts';
import type { Programme } from '../../schema/programme.ts';
import { ENCODER_MARGIN } from './choose-encoder.ts';

export type ProbeVerdict = 'accept' | 'warn' | 'refuse';
/** What a person can change: another camera, more light, fewer other programs, space on the disk. */
export type ProbePart = 'camera' | 'light' | 'computer' | 'space';
export type ProbeRule =
	| 'size'
	| 'rate'
	| 'rate_in_the_dark'
	| 'rate_here'
	| 'too_dark'
	| 'too_bright'
	| 'encoder'
	| 'tracking'
	| 'space'
	| 'jitter';

/** A rule that does not accept, with what was measured and what is wanted, in the rule's own unit (RULES.md). */
export type ProbeReason = { rule: ProbeRule; part: ProbePart; verdict: ProbeVerdict; value: number; wanted: number };
export type ProbeReport = { verdict: ProbeVerdict; reasons: ProbeReason[] };

/** Least that is filmed at all, where a programme does not say: shorter edge in pixels, frames a second. */
export const DEFAULT_MINIMUM = { height: 360, fps: 15 };
export const PROBE_LIMITS = {
	/** Share of the wished rate. */
	rate: 0.8,
	dark: 60,
	bright: 200,
	trackingFps: 8,
	minutes: { accept: 10, refuse: 1 },
	/** Share of the middle gap. */
	jitter: 0.5
};

const RANK: Record<ProbeVerdict, number> = { accept: 0, warn: 1, refuse: 2 };

/** Holds a probe against a programme's wish and minimum. Reasons come worst first. */
export function judgeProbe(probe: CameraProbe, capture: Programme['capture']): ProbeReport {
	const minimum = { ...DEFAULT_MINIMUM, ...capture.minimum };
	const reasons: ProbeReason[] = [];
	const hold = (rule: ProbeRule, part: ProbePart, value: number, wanted: number, refuse: number, sign = 1) => {
		const good = (limit: number) => (value - limit) * sign >= 0;
		if (good(wanted)) return;
		reasons.push({ rule, part, verdict: good(refuse) ? 'warn' : 'refuse', value, wanted });
	};
	const dark = probe.look !== null && probe.look.luma < PROBE_LIMITS.dark;

	// A person may have chosen a smaller or a larger picture than the programme's: it is held against the programme.
	hold(
		'size',
		'camera',
		Math.min(probe.width, probe.height),
		Math.min(capture.width, capture.height, probe.wanted.height),
		minimum.height
	);
	const enough = PROBE_LIMITS.rate * capture.fps;
	// [CR13] The camera made them, and they did not arrive.
	const made = probe.cameraFps ?? 0;
	const lostHere = made >= enough || (made >= minimum.fps && probe.fps < minimum.fps);
	if (lostHere) hold('rate_here', 'computer', probe.fps, enough, -Infinity);
	else if (dark) hold('rate_in_the_dark', 'light', probe.fps, enough, minimum.fps);
	else hold('rate', 'camera', probe.fps, enough, minimum.fps);
	if (probe.look && !reasons.some((reason) => reason.rule === 'rate_in_the_dark')) {
		hold('too_dark', 'light', probe.look.luma, PROBE_LIMITS.dark, -Infinity);
		hold('too_bright', 'light', probe.look.luma, PROBE_LIMITS.bright, Infinity, -1);
	}
	const encoder = probe.encoders.find((speed) => speed.codec === probe.codec);
	if (encoder && probe.fps > 0) hold('encoder', 'computer', encoder.fps / probe.fps, ENCODER_MARGIN, 0.5);
	if (probe.tracking) hold('tracking', 'computer', probe.tracking.fps, PROBE_LIMITS.trackingFps, -Infinity);
	if (probe.minutes !== null)
		hold('space', 'space', probe.minutes, PROBE_LIMITS.minutes.accept, PROBE_LIMITS.minutes.refuse);
	if (probe.fps > 0) hold('jitter', 'camera', (probe.jitterUs * probe.fps) / 1e6, PROBE_LIMITS.jitter, Infinity, -1);

	reasons.sort((a, b) => RANK[b.verdict] - RANK[a.verdict]);
	return { verdict: reasons[0]?.verdict ?? 'accept', reasons };
}
