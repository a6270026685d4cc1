// Numbers that stored shapes and workers agree on; apart from the schemas, so that workers need not carry zod.

/** Number of landmarks of a hand, MediaPipe's order: 0 = wrist. */
export const LANDMARKS = 21;
/** Frames in one row of landmarks: a minute at 30 frames a second, about 2 MB. Few large rows cost less than many small ones. */
export const TRACK_CHUNK_FRAMES = 1800;
/** Pictures in one row of the upper body: two minutes at five a second, about 420 kB. */
export const BODY_CHUNK_LOOKS = 600;
/** Frames after which a pass saves: two seconds at 30 frames a second, which is what a crash costs. */
export const PASS_CHUNK_FRAMES = 60;
/** The most bytes that one media row or one object may hold: 4 MiB. */
export const MAX_ROW_BYTES = 4 * 1024 * 1024;
