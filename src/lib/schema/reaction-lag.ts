import { TimeMs } from './time.ts';
import { z } from './zod.ts';

/** How late this person presses, as measured on this device. `on`: labels made while the clip plays are put earlier by it. */
export const ReactionLagSetting = z.looseObject({
	schema: z.literal('reaction-lag/1'),
	lagMs: z.number().min(0).max(1000),
	spreadMs: z.number().min(0),
	reactions: z.int().positive(),
	measuredAtMs: TimeMs,
	on: z.boolean()
});
export type ReactionLagSetting = z.infer<typeof ReactionLagSetting>;
