import type { HubOverview, ReviewReason } from '../../schema/hub-api.ts';
import { SubmissionId } from '../../schema/ids.ts';
import { timeMs } from '../../schema/units.ts';
import type { Hub } from '../hub.ts';

/** The state of the programme, every number counted in the database at this moment. */
export async function overviewOf(hub: Hub): Promise<HubOverview> {
	const counted = await hub.db
		.selectFrom('submission')
		.select((e) => ['task_id', 'state', e.fn.countAll<number>().as('count')])
		.groupBy(['task_id', 'state'])
		.execute();
	const count = (state: string, taskId?: string) =>
		counted
			.filter((row) => row.state === state && (!taskId || row.task_id === taskId))
			.reduce((sum, row) => sum + row.count, 0);
	const oldest = await hub.db
		.selectFrom('submission')
		.select(['submission_id', 'stored_at_ms'])
		.where('state', '=', 'stored')
		.orderBy('stored_at_ms')
		.orderBy('submission_id')
		.executeTakeFirst();
	const reasons = await hub.db
		.selectFrom('review')
		.select((e) => ['reason', e.fn.countAll<number>().as('count')])
		.where('decision', '=', 'send_back')
		.groupBy('reason')
		.execute();
	const { reviews } = await hub.db
		.selectFrom('review')
		.select((e) => e.fn.countAll<number>().as('reviews'))
		.executeTakeFirstOrThrow();
	const { layered } = await hub.db
		.selectFrom('layer')
		.select((e) => e.fn.count<number>('submission_id').distinct().as('layered'))
		.executeTakeFirstOrThrow();
	return {
		accepted: count('accepted'),
		waiting: count('stored'),
		sentBack: count('sent_back'),
		withLayers: layered,
		reviews,
		oldestWaitingAtMs: oldest ? timeMs(oldest.stored_at_ms) : null,
		nextToReview: oldest ? SubmissionId.parse(oldest.submission_id) : null,
		reasons: reasons
			.flatMap(({ reason, count: times }) => (reason ? [{ reason: reason as ReviewReason, count: times }] : []))
			.sort((a, b) => b.count - a.count),
		coverage: hub.programme.tasks.map(({ id }) => ({
			taskId: id,
			accepted: count('accepted', id),
			waiting: count('stored', id),
			sentBack: count('sent_back', id)
		}))
	};
}
