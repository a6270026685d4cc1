import type { ProbeReason, ProbeRule } from '$lib/domain/capture/judge-probe.ts';
import { m } from '$lib/paraglide/messages.js';
import type { CameraProbe } from '$lib/schema/probe.ts';

type Numbers = { value: string; wanted: string };
const words: Record<ProbeRule, (numbers: Numbers) => string> = {
	size: m.probe_size,
	rate: m.probe_rate,
	rate_in_the_dark: m.probe_rate_in_the_dark,
	rate_here: m.probe_rate_here,
	too_dark: m.probe_too_dark,
	too_bright: m.probe_too_bright,
	encoder: m.probe_encoder,
	tracking: m.probe_tracking,
	space: m.probe_space,
	jitter: m.probe_jitter
};
const decimal = (value: number): string => value.toFixed(value < 10 ? 1 : 0).replace(/\.0$/, '');

/** The part at fault, and what is wrong and helps, in plain words. */
export function probeReasonWords({ rule, part, value, wanted }: ProbeReason): { part: string; text: string } {
	const parts = {
		camera: m.probe_part_camera,
		light: m.probe_part_light,
		computer: matchMedia('(pointer: coarse)').matches ? m.probe_part_phone : m.probe_part_computer,
		space: m.probe_part_space
	};
	return { part: parts[part](), text: words[rule]({ value: decimal(value), wanted: decimal(wanted) }) };
}

/** What the camera really gives, in one line. Nobody counts more than a day of space. */
export function probeFacts(probe: CameraProbe): string {
	const { width, height, minutes } = probe;
	const fps = decimal(probe.fps);
	if (minutes === null) return m.probe_facts_no_space({ width, height, fps });
	const space =
		minutes >= 180
			? m.probe_hours({ hours: Math.min(24, Math.floor(minutes / 60)) })
			: m.probe_minutes({ minutes: Math.floor(minutes) });
	return m.probe_facts({ width, height, fps, space });
}
