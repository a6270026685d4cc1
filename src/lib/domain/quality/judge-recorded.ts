import { taskOf } from '../programme/built-in.ts';
import type { Programme } from '../../schema/programme.ts';
import type { Declared, QualityReport } from '../../schema/quality.ts';
import type { Take } from '../../schema/take.ts';
import { judgeTake, type TakeMeasures } from './judge-take.ts';
import { USUAL_ASPECT } from './measure-look.ts';
import { resolveRules } from './rules.ts';

/** Width over height of a take's picture; 16:9 where nobody counted. */
export const aspectOf = (take: Pick<Take, 'facts'> | null): number =>
	take?.facts ? take.facts.width / take.facts.height : USUAL_ASPECT;

/** The report on a whole take by the rules of its programme and its task, for what its worker declared. */
export function judgeRecorded(
	take: Pick<Take, 'facts' | 'taskId'> | null,
	programme: Programme,
	declared: Declared,
	measured: Pick<TakeMeasures, 'timesUs' | 'durationUs' | 'frames' | 'looks' | 'stillLook'>
): QualityReport {
	const task = taskOf(programme, take?.taskId ?? '');
	return judgeTake(
		{
			...measured,
			timeRangeS: task?.timeRangeS ?? null,
			hands: task?.hands ?? 'one',
			aspect: aspectOf(take),
			declared
		},
		resolveRules(programme.quality, task?.quality)
	);
}
