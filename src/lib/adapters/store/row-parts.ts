import type { MediaRow } from '../../schema/take.ts';

export type RowBytes = Pick<MediaRow, 'blob' | 'head'>;

/** What a row adds to the file of its take, in order: its bytes, their beginning replaced where a cut moved the fragment. */
export const partsOf = ({ blob, head }: RowBytes): (Blob | Uint8Array<ArrayBuffer>)[] =>
	head ? [head.bytes, blob.slice(head.replaces)] : [blob];

/** How many bytes a row adds to the file of its take. */
export const bytesInFile = ({ blob, head }: RowBytes): number =>
	head ? head.bytes.length + blob.size - head.replaces : blob.size;
