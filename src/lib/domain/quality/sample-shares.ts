import type { FrameLook } from '../../schema/quality.ts';
import { ptsUs } from '../../schema/units.ts';
import type { Span } from './hands-in-frame.ts';

/** [QR9] The value that `share` of the values lie below: with 10 values and 0.3 the fourth smallest. NaN for no value. */
export const shareBelow = (values: readonly number[], share: number): number => {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? NaN;
};

/** The value that `share` of the values lie above. */
export const shareAbove = (values: readonly number[], share: number): number =>
	-shareBelow(
		values.map((v) => -v),
		share
	);

/** Runs of samples that are outside, each up to the time of the sample after it. */
export function spansOfLooks(
	looks: readonly FrameLook[],
	endUs: number,
	outside: (look: FrameLook) => boolean
): Span[] {
	const spans: Span[] = [];
	let open = false;
	looks.forEach((look, i) => {
		const until = ptsUs(Math.max(looks[i + 1]?.ptsUs ?? endUs, look.ptsUs));
		if (!outside(look)) open = false;
		else if (open) spans[spans.length - 1] = { startUs: spans.at(-1)!.startUs, endUs: until };
		else {
			open = true;
			spans.push({ startUs: look.ptsUs, endUs: until });
		}
	});
	return spans;
}
