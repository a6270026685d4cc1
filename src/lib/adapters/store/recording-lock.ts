import type { TakeId } from '../../schema/ids.ts';

/** Held by the page that writes a take. It goes with the page, however the page ends, so a free lock means nobody is writing. */
export const recordingLock = (takeId: TakeId): string => `handloom-recording-${takeId}`;

/** Takes the lock of a take that is about to be made; resolves with the function that gives it back. */
export function holdRecordingLock(takeId: TakeId): Promise<() => void> {
	return new Promise((held, failed) => {
		navigator.locks.request(recordingLock(takeId), () => new Promise<void>((release) => held(release))).catch(failed);
	});
}

/** Runs `work` while nobody else writes this take. Answers undefined, without running it, where somebody does. */
export async function whileNotRecording<T>(takeId: TakeId, work: () => Promise<T>): Promise<T | undefined> {
	return navigator.locks.request(recordingLock(takeId), { ifAvailable: true }, (lock) => (lock ? work() : undefined));
}
