import { QualityRules } from './quality.ts';
import { SensorKind } from './sensor.ts';
import { z } from './zod.ts';

/** One task card: the six fields that a worker reads before filming, and what the checks need to know. */
export const Task = z.looseObject({
	id: z.string().regex(/^[a-z0-9-]+$/),
	version: z.int().positive(),
	title: z.string().min(1),
	goal: z.string().min(1),
	objects: z.array(z.string().min(1)).min(1),
	startState: z.string().min(1),
	endState: z.string().min(1),
	/** Length of a good take, seconds. */
	timeRangeS: z.object({ min: z.number().positive(), max: z.number().positive() }),
	dos: z.array(z.string().min(1)).min(1),
	donts: z.array(z.string().min(1)).min(1),
	hands: z.enum(['one', 'both']),
	/** Parts of the task in their order, for labels. None: steps are labelled without a name. */
	steps: z.array(z.looseObject({ id: z.string().regex(/^[a-z0-9-]+$/), title: z.string().min(1) })).optional(),
	/** What must be true at the end, one sentence each, judged on the end state alone. */
	endChecks: z.array(z.looseObject({ id: z.string().regex(/^[a-z0-9-]+$/), sentence: z.string().min(1) })).optional(),
	/** Motion of the phone that is to be kept beside the video; none where left out. */
	sensors: z.array(SensorKind).optional(),
	/** Quality rules of this task where they differ from the programme's. */
	quality: QualityRules.optional()
});
export type Task = z.infer<typeof Task>;

/** The one shape that every rendition of a programme has, so that its episodes can be merged. */
export const RenditionSpec = z.looseObject({
	width: z.int().positive().multipleOf(2),
	height: z.int().positive().multipleOf(2),
	/** Constant frame rate, whole frames a second. */
	fps: z.int().positive(),
	/** Bits a second. */
	bitrate: z.int().positive(),
	/** Frames from one key frame to the next. */
	gop: z.int().positive()
});
export type RenditionSpec = z.infer<typeof RenditionSpec>;

/** One way the clips may be used. Off until the person switches it on. */
export const Purpose = z.looseObject({
	id: z.string().regex(/^[a-z-]+$/),
	/** A full sentence in the first person. */
	sentence: z.string().min(1),
	meaning: z.string().min(1)
});
export type Purpose = z.infer<typeof Purpose>;

export const Programme = z.looseObject({
	schema: z.literal('programme/1'),
	id: z.string().min(1),
	version: z.int().positive(),
	title: z.string().min(1),
	collector: z.string().min(1),
	terms: z.looseObject({ version: z.int().positive(), text: z.string().min(1) }),
	purposes: z.array(Purpose).min(1),
	tasks: z.array(Task).min(1),
	rendition: RenditionSpec,
	capture: z.looseObject({
		width: z.int(),
		height: z.int(),
		fps: z.int(),
		/** Below this nothing is filmed: shorter edge in pixels, frames a second. */
		minimum: z.looseObject({ height: z.int().positive(), fps: z.number().positive() }).optional()
	}),
	/** Quality rules where they differ from the defaults of `domain/quality`. */
	quality: QualityRules.optional()
});
export type Programme = z.infer<typeof Programme>;
