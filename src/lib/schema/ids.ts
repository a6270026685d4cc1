import { z } from './zod.ts';

/** UUIDv7 strings: they sort by the time they were made. Made in adapters, never in the domain. */
export const TakeId = z.uuid().brand<'TakeId'>();
export type TakeId = z.infer<typeof TakeId>;

export const SegmentId = z.uuid().brand<'SegmentId'>();
export type SegmentId = z.infer<typeof SegmentId>;

/** A submission is named by the device before anything is sent, so that sending twice stores once. */
export const SubmissionId = z.uuid().brand<'SubmissionId'>();
export type SubmissionId = z.infer<typeof SubmissionId>;

/** A person as the hub knows them. Random, never an address or a name. */
export const PersonId = z.string().min(1).max(64).brand<'PersonId'>();
export type PersonId = z.infer<typeof PersonId>;

/** SHA-256 of some bytes, lower-case hex. */
export const Sha256 = z
	.string()
	.regex(/^[0-9a-f]{64}$/)
	.brand<'Sha256'>();
export type Sha256 = z.infer<typeof Sha256>;

export const Side = z.enum(['left', 'right']);
export type Side = z.infer<typeof Side>;
