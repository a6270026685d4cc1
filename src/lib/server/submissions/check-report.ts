import { taskOf } from '../../domain/programme/built-in.ts';
import { judgeRendition } from '../../domain/quality/judge-rendition.ts';
import { RULES_VERSION } from '../../domain/quality/judge-take.ts';
import { canonicalJson } from '../../domain/rights/canonical-json.ts';
import { messageOf } from '../../failure/failure.ts';
import { StillLook } from '../../schema/probe.ts';
import type { Programme } from '../../schema/programme.ts';
import type { RuleResult } from '../../schema/quality.ts';
import type { CaptureFile, Manifest } from '../../schema/submission.ts';
import { grant, refuse, type Answer } from '../answer.ts';

/**
 * That the report of a submission is what the rules of this programme say of it. Everything is judged again: landmarks and
 * times from the bytes that came, pixel measures from the samples that the device signed, because the pictures they were
 * measured on never come here.
 * fails  `report_mismatch` with the rules that differ; also where there is no report, or one of other rules
 */
export function checkReport(
	capture: CaptureFile,
	landmarks: Uint8Array,
	manifest: Manifest,
	programme: Programme
): Answer<null> {
	const { quality } = capture;
	if (!quality) return refuse('report_mismatch', 'no quality report', { rules: [] });
	if (quality.of !== 'rendition' || quality.rulesVersion !== RULES_VERSION)
		return refuse('report_mismatch', `a report of a ${quality.of} by rules ${quality.rulesVersion}`, { rules: [] });
	try {
		const own = judgeRendition({
			landmarks: new Uint8Array(landmarks).buffer,
			capture,
			spec: manifest.rendition,
			programme,
			task: taskOf(programme, manifest.taskId) ?? null,
			declared: quality.declared,
			stillLook: StillLook.safeParse(capture.facts['stillLook']).data ?? null
		});
		if (canonicalJson(own) === canonicalJson(quality)) return grant(null);
		const rules = differing(own.results, quality.results);
		return refuse('report_mismatch', `the report differs in ${rules.join(', ') || 'its verdict'}`, { rules });
	} catch (error) {
		// Landmarks that are no numbers give a report that JSON cannot say.
		return refuse('report_mismatch', `what came cannot be judged: ${messageOf(error)}`, { rules: [] });
	}
}

/** Rules whose results are not the same in both reports, or which only one of them has. */
function differing(own: readonly RuleResult[], told: readonly RuleResult[]): string[] {
	const text = (results: readonly RuleResult[], rule: string) =>
		canonicalJson(results.filter((result) => result.rule === rule));
	const rules = new Set([...own, ...told].map(({ rule }) => rule));
	return [...rules].filter((rule) => text(own, rule) !== text(told, rule));
}
