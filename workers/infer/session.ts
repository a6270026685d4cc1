import type { InferenceSession } from 'onnxruntime-web/wasm';

/** A network that is open, whatever runs it. One run at a time; `release` once. */
export type Session = Pick<InferenceSession, 'inputNames' | 'outputNames' | 'inputMetadata' | 'run' | 'release'>;
