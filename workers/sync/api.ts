/**
 * One in every tab; a Web Lock lets one of them work at a time.
 *
 *   idle ──kick, timer, online──► waiting for the lock ──► sending, asking for reviews ──► idle (timer for what is due next)
 */
export interface SyncApi {
	/** Looks at the outbox now; what waits for a later attempt is tried at once. Returns when nothing is due any more. */
	kick(): Promise<void>;
}
