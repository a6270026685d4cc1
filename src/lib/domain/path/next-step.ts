import type { Take, TakeState } from '../../schema/take.ts';

/** The five steps of a worker's path, in order. */
export const STEPS = ['choose', 'record', 'check', 'label', 'submit'] as const;
export type Step = (typeof STEPS)[number];

const NEXT: Record<TakeState, Step | null> = {
	recording: null,
	recorded: 'check',
	tracked: 'check',
	checked: 'label',
	queued: null,
	sending: null,
	stored: null,
	accepted: null,
	sent_back: null
};

/** What a take waits for its worker to do; null where it waits for something else, or for nothing. */
export const nextStep = (take: Take): Step | null => NEXT[take.state];

/** Address of the page on which a step is done. */
export function stepHref(take: Take, step: Step): string {
	if (step === 'choose') return '/';
	if (step === 'record') return `/record/${take.taskId}`;
	return `/take/${take.id}/${step}`;
}

/** The take to go on with: the newest that waits for its worker. `takes` newest first. */
export const openTake = (takes: readonly Take[]): Take | null => takes.find((take) => nextStep(take) !== null) ?? null;
