import type { FailureCode } from './codes.ts';

/** Something expected that went wrong, as data. Code that returns it does not log it; code that shows it does not return it. */
export type Failure = {
	/** Stable, snake_case; tests and the hub match on it. */
	code: FailureCode;
	/** For the log: what, which id, which value. Never shown to a person. */
	message: string;
	/** passing, fixable by the person, lasting */
	retry: 'now' | 'after_change' | 'never';
	/** Ids of takes and drafts that are safe. */
	kept: readonly string[];
	context: Record<string, string | number | boolean | null>;
	cause?: Failure;
};

/** What an importer or exporter left out, and why. */
export type Discard = { what: string; reason: DiscardReason; count: number };
export type DiscardReason =
	| 'audio_not_wanted'
	| 'second_video_track'
	| 'metadata_dropped'
	| 'frame_not_decodable'
	| 'take_not_accepted'
	| 'purpose_not_granted'
	| 'other_rendition'
	| 'file_damaged';

export type Outcome<T> = { ok: true; value: T; discarded: Discard[] } | { ok: false; failure: Failure };

export const ok = <T>(value: T, discarded: Discard[] = []): Outcome<T> => ({ ok: true, value, discarded });

export function fail(
	code: FailureCode,
	message: string,
	more: Partial<Omit<Failure, 'code' | 'message'>> = {}
): { ok: false; failure: Failure } {
	return { ok: false, failure: { code, message, retry: 'never', kept: [], context: {}, ...more } };
}

/** A promise that our own code broke. Names the rule. */
export class InvariantError extends Error {
	override name = 'InvariantError';
}

/** Text of anything that was thrown, for `Failure.message`. */
export const messageOf = (error: unknown): string =>
	error instanceof Error ? `${error.name}: ${error.message}` : String(error);
