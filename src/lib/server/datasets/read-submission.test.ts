import { expect, it } from 'vitest';
import { anAnnotation, aProgramme, aSubmission } from '../../../../tests/builders/submission.ts';
import type { PersonId } from '../../schema/ids.ts';
import { ptsUs } from '../../schema/units.ts';
import { MemorySource } from './memory-source.ts';
import { readSubmission } from './read-submission.ts';

it('[SWAP1] carries out the swaps of the layer that counts, on their frames only', async () => {
	const made = aSubmission();
	// Frames come at the rendition's rate; the builder's hands are all right ones.
	const { fps } = made.entry.manifest.rendition;
	const swap = { startUs: ptsUs((2 * 1e6) / fps), endUs: ptsUs((5 * 1e6) / fps), swapped: true };
	const annotation = anAnnotation({ swaps: [swap, { ...swap, endUs: ptsUs((9 * 1e6) / fps), swapped: false }] });
	const source = new MemorySource(aProgramme());
	source.submissions.push({
		...made,
		layer: { layerId: '0190a0b0-0000-7000-8000-0000000000ff', personId: 'annotator-7' as PersonId, annotation }
	} as never);
	const read = await readSubmission(source, made.entry);
	if (!read.ok) throw new Error(read.failure.message);
	const sides = read.value.frames.slice(0, 8).map((frame) => frame.hands.map((hand) => hand.side).join());
	expect(sides).toEqual(['right', 'right', 'left', 'left', 'left', 'right', 'right', 'right']);
});
