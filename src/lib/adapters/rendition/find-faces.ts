import type { FaceBox } from '../../domain/redaction/face-box.ts';
import type { FacesOnFrame } from '../../domain/redaction/plan-redaction.ts';
import { fail, ok, type Failure, type Outcome } from '../../failure/failure.ts';
import type { Redactions } from '../../../../workers/rendition/api.ts';
import type { RenditionPort } from '../workers/rendition-port.ts';
import type { FaceDetector } from './face-detector.ts';

/**
 * Shows every source frame of `[fromUs, toUs)` to every detector. While they look, the next frame is being decoded.
 * With `covered` they see the covered pictures of the rendition instead, and boxes are in 0..1 of that.
 * A detector that cannot look at a frame makes that frame's `faces` null; one that can look at none fails the rendition.
 */
export async function findFaces(
	port: Pick<RenditionPort, 'from' | 'next'>,
	detectors: readonly FaceDetector[],
	range: { fromUs: number; toUs: number; covered: Redactions | null },
	onFrame: (done: number) => void
): Promise<Outcome<FacesOnFrame[]>> {
	const started = await port.from(range.fromUs, range.toUs, range.covered);
	if (!started.ok) return started;
	const found: FacesOnFrame[] = [];
	const looked = detectors.map(() => 0);
	let lastFailure: Failure | null = null;
	let coming = port.next();
	for (;;) {
		const here = await coming;
		if (!here.ok) return here;
		if (!here.value) break;
		const { frame, ptsUs } = here.value;
		coming = port.next();
		const frames = detectors.map((_, i) => (i === 0 ? frame : frame.clone()));
		const seen = await Promise.all(detectors.map((detector, i) => detector.detectFaces(frames[i]!, ptsUs)));
		const faces: FaceBox[] = [];
		let complete = true;
		seen.forEach((outcome, i) => {
			if (outcome.ok) {
				looked[i]!++;
				faces.push(...outcome.value);
			} else {
				lastFailure = outcome.failure;
				complete = false;
			}
		});
		found.push({ ptsUs, faces: complete ? faces : null });
		onFrame(found.length);
	}
	if (found.length > 0 && looked.includes(0))
		return fail('rendition_failed', 'a face detector could look at no frame', {
			retry: 'now',
			...(lastFailure ? { cause: lastFailure } : {})
		});
	return ok(found);
}
