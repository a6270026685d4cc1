import { describe, expect, it } from 'vitest';
import { cameraFailure } from './open-camera.ts';

const named = (name: string) => Object.assign(new Error('no'), { name });

describe('a camera that does not open', () => {
	it.each([
		['NotAllowedError', 'camera_denied', 'after_change'],
		['SecurityError', 'camera_denied', 'after_change'],
		['NotFoundError', 'camera_missing', 'after_change'],
		['OverconstrainedError', 'camera_missing', 'after_change'],
		['NotReadableError', 'camera_busy', 'now'],
		['AbortError', 'camera_busy', 'now']
	])('%s is %s', (name, code, retry) => {
		expect(cameraFailure(named(name))).toMatchObject({ code, retry });
	});
});
