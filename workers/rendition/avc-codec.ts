import type { RenditionSpec } from '../../src/lib/schema/programme.ts';
import { avcLevel } from '../shared/avc-level.ts';

/**
 * Codec string of a rendition: constrained baseline, which has no B-frames, at the lowest level that fits size and rate.
 * Every device makes the same one from the same programme, so that episodes can be merged.
 */
export const avcCodec = ({ width, height, fps }: RenditionSpec): string => `avc1.42e0${avcLevel(width, height, fps)}`;
