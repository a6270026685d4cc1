import { m } from '$lib/paraglide/messages.js';
import type { Discard } from '$lib/failure/failure.ts';

const TAGS: Record<string, () => string> = {
	location: m.import_tag_location,
	device: m.import_tag_device,
	time: m.import_tag_time
};

/** What was left out of an imported file, for a person. */
export function leftOutWords({ what, reason, count }: Discard): string {
	if (reason === 'audio_not_wanted') return m.import_audio({ count });
	if (reason === 'second_video_track') return m.import_second_track();
	if (reason === 'frame_not_decodable') return m.import_bad_frame({ count });
	if (reason === 'metadata_dropped') return (TAGS[what] ?? m.import_metadata)();
	return what;
}
