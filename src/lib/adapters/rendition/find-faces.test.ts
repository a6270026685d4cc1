import { describe, expect, it } from 'vitest';
import { fail, ok, type Outcome } from '../../failure/failure.ts';
import type { FaceBox } from '../../domain/redaction/face-box.ts';
import type { PtsUs } from '../../schema/time.ts';
import type { FaceDetector } from './face-detector.ts';
import { findFaces } from './find-faces.ts';

const face: FaceBox = { x: 0.1, y: 0.1, width: 0.2, height: 0.2, confidence: 0.9 };
const RANGE = { fromUs: 0, toUs: 1e6, covered: null };

/** Frames at 0, 100 and 200 ms that count how often they are closed. */
function aPort() {
	const open: number[] = [];
	const picture = (): VideoFrame => {
		open.push(1);
		return { close: () => open.pop(), clone: picture } as unknown as VideoFrame;
	};
	const times = [0, 100_000, 200_000] as PtsUs[];
	return {
		open,
		from: async () => ok(null),
		next: async () => {
			const ptsUs = times.shift();
			return ok(ptsUs === undefined ? null : { ptsUs, frame: picture() });
		}
	};
}
const detector = (answer: (ptsUs: number) => Outcome<FaceBox[]>): FaceDetector => ({
	init: async () => fail('tracker_failed', 'not asked'),
	async detectFaces(frame, ptsUs) {
		frame.close();
		return answer(ptsUs);
	},
	close: () => undefined
});

describe('findFaces', () => {
	it('asks every detector about every frame, and keeps what either sees', async () => {
		const port = aPort();
		const first = detector((t) => ok(t === 0 ? [face] : []));
		const second = detector((t) => ok(t === 200_000 ? [face] : []));
		const found = await findFaces(port, [first, second], RANGE, () => undefined);
		expect(found.ok && found.value.map(({ faces }) => faces?.length)).toEqual([1, 0, 1]);
		expect(port.open).toHaveLength(0);
	});
	it('marks a frame that one of them could not look at', async () => {
		const broken = detector((t) => (t === 100_000 ? fail('worker_died', 'x') : ok([])));
		const found = await findFaces(aPort(), [detector(() => ok([face])), broken], RANGE, () => undefined);
		expect(found.ok && found.value.map(({ faces }) => faces === null)).toEqual([false, true, false]);
	});
	it('fails when one of them could look at none: a picture blurred all over helps nobody', async () => {
		const dead = detector(() => fail('worker_died', 'x'));
		const found = await findFaces(aPort(), [detector(() => ok([])), dead], RANGE, () => undefined);
		expect(found).toMatchObject({ ok: false, failure: { code: 'rendition_failed', cause: { code: 'worker_died' } } });
	});
});
