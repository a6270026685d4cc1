import { expect, it } from 'vitest';
import { isKnownPrivate, minutesOfSpace } from './space.ts';

const refusing = (name: string) => ({ getDirectory: () => Promise.reject(new DOMException('no', name)) });

it('knows a private window by what it refuses, and only by that', async () => {
	expect(await isKnownPrivate(refusing('SecurityError'))).toBe(true);
	expect(await isKnownPrivate(refusing('UnknownError'))).toBe(false);
	expect(await isKnownPrivate({ getDirectory: () => Promise.resolve({} as FileSystemDirectoryHandle) })).toBe(false);
	expect(await isKnownPrivate(undefined)).toBe(false);
});

it('gives space as whole minutes: 300 MB at 4 Mbit/s are ten', () => {
	expect(minutesOfSpace({ usedBytes: 100e6, quotaBytes: 400e6, persisted: false }, 4_000_000)).toBe(10);
	expect(minutesOfSpace({ usedBytes: null, quotaBytes: 400e6, persisted: false }, 4_000_000)).toBeNull();
});
