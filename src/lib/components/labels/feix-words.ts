import type { FeixQuestion } from '$lib/domain/annotation/feix.ts';
import { m } from '$lib/paraglide/messages.js';

type Words = () => string;

/** What tells the types of a group apart, in plain words. */
export const FEIX_QUESTION_WORDS: Record<FeixQuestion, Words> = {
	thickness: m.labelling_feix_thickness,
	thing: m.labelling_feix_thing,
	edge: m.labelling_feix_edge,
	lie: m.labelling_feix_lie,
	meet: m.labelling_feix_meet,
	shape: m.labelling_feix_shape
};

/** The answer that means a type, by its id; types that are alone in their group need none. */
export const FEIX_WORDS: Readonly<Partial<Record<number, Words>>> = {
	1: m.labelling_feix_1,
	2: m.labelling_feix_2,
	3: m.labelling_feix_3,
	4: m.labelling_feix_4,
	5: m.labelling_feix_5,
	6: m.labelling_feix_box,
	7: m.labelling_feix_box,
	8: m.labelling_feix_box,
	9: m.labelling_feix_9,
	10: m.labelling_feix_disk,
	11: m.labelling_feix_ball,
	12: m.labelling_feix_disk,
	13: m.labelling_feix_ball,
	14: m.labelling_feix_ball,
	15: m.labelling_feix_15,
	16: m.labelling_feix_16,
	18: m.labelling_feix_18,
	24: m.labelling_feix_24,
	26: m.labelling_feix_ball,
	27: m.labelling_feix_ball,
	29: m.labelling_feix_29,
	30: m.labelling_feix_30,
	32: m.labelling_feix_32,
	33: m.labelling_feix_33
};
