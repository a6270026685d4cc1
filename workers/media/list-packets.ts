import type { EncodedPacketSink } from 'mediabunny';
import type { ListedPacket } from '../../src/lib/domain/rendition/plan-cut.ts';
import { usualGapUs } from '../../src/lib/domain/time/gap-stats.ts';
import { wholeUs } from '../shared/whole-us.ts';

/**
 * All packets of a track in the order of decoding, times from the first picture that is shown; with `fromZero` from 0.
 * firstUs  that picture's time in the file
 * endUs    where the last picture ends; where a file does not say how long it lasts, as long as is usual in it
 */
export async function listPackets(
	sink: EncodedPacketSink,
	fromZero = false
): Promise<{ packets: ListedPacket[]; firstUs: number; endUs: number }> {
	const inFile: ListedPacket[] = [];
	let endUs = -Infinity;
	for await (const packet of sink.packets(undefined, undefined, { metadataOnly: true })) {
		const us = wholeUs(packet);
		inFile.push({ us, key: packet.type === 'key' });
		endUs = Math.max(endUs, us + Math.round(packet.duration * 1e6));
	}
	// Pictures before 0 are there only to decode those after it.
	const shown = inFile.map((packet) => packet.us).filter((us) => us >= 0).sort((a, b) => a - b); // prettier-ignore
	const firstUs = fromZero ? 0 : (shown[0] ?? 0);
	const lastUs = shown.at(-1) ?? 0;
	const usual = Math.round(usualGapUs(shown));
	return {
		packets: inFile.map(({ us, key }) => ({ us: us - firstUs, key })),
		firstUs,
		endUs: (endUs > lastUs ? endUs : lastUs + usual) - firstUs
	};
}
