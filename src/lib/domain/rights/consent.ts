import type { ConsentEvent } from '../../schema/submission.ts';

/** Ids of the purposes that are on, in the order of the event. No event: none. */
export const grantedPurposes = (event: ConsentEvent | null): string[] =>
	event ? Object.entries(event.purposes).flatMap(([id, on]) => (on ? [id] : [])) : [];

/** True where at least one purpose is on for this programme: without one nothing can be submitted. */
export const mayBeSubmitted = (event: ConsentEvent | null, programmeId: string): boolean =>
	event !== null && event.programmeId === programmeId && grantedPurposes(event).length > 0;
