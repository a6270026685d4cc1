/** What a tag of a video file says about; `format` is the container's own bookkeeping and says nothing of anybody. */
export type TagKind = 'location' | 'device' | 'time' | 'other' | 'format';

/** Keys as containers write them: QuickTime atoms (©xyz, loci), QuickTime names (com.apple.…), Matroska and ffmpeg words. */
const KINDS: readonly (readonly [Exclude<TagKind, 'other'>, RegExp])[] = [
	['location', /xyz|loci|location|gps|geo|iso6709/i],
	['device', /make|model|mak$|mod$|camera|lens|device|manufacturer|serial|android|fmt|software|©swr/i],
	['time', /date|day|time|year/i],
	['format', /brand|minor_version|encoder|©too|handler|vendor_id|muxing|writing/i]
];

export const tagKind = (key: string): TagKind => KINDS.find(([, pattern]) => pattern.test(key))?.[0] ?? 'other';

/** How many tags of each kind a file has. `raw` holds the container's own keys; a date that was read from one of them is the same tag. */
export function countTags(tags: Record<string, unknown>): Partial<Record<TagKind, number>> {
	const raw = Object.keys((tags['raw'] as Record<string, unknown> | undefined) ?? {});
	const keys = raw.length > 0 ? raw : Object.keys(tags).filter((key) => key !== 'raw');
	const counts: Partial<Record<TagKind, number>> = {};
	for (const key of keys) counts[tagKind(key)] = (counts[tagKind(key)] ?? 0) + 1;
	return counts;
}

/** How people call a picture codec, by the name in the file (sample entry, Matroska codec id, codec string). */
const CODECS: readonly (readonly [RegExp, string])[] = [
	[/^mp4v|^V_MPEG4\/ISO|^xvid|^divx/i, 'MPEG-4 Part 2'],
	[/^hvc1|^hev1|^dvh|^V_MPEGH/i, 'H.265 (HEVC)'],
	[/^ap[4c]/i, 'ProRes'],
	[/^mjp|^jpeg|^V_MJPEG/i, 'Motion JPEG'],
	[/^s263|^h263/i, 'H.263'],
	[/^V_MPEG[12]|^mp[12]v/i, 'MPEG-2'],
	[/^av01|^V_AV1/i, 'AV1'],
	[/^avc|^V_MPEG4\/ISO\/AVC/i, 'H.264']
];

export const codecName = (id: string): string => CODECS.findLast(([pattern]) => pattern.test(id))?.[1] ?? id;
