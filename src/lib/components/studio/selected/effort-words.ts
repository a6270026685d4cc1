import { m } from '$lib/paraglide/messages.js';

/** The five steps of effort, the least first. */
export const effortWords = (): string[] => [
	m.labelling_effort_1(),
	m.labelling_effort_2(),
	m.labelling_effort_3(),
	m.labelling_effort_4(),
	m.labelling_effort_5()
];
