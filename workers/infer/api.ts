import type { FaceApi } from '../shared/face-api.ts';

/** Second opinion: the same network as ONNX in onnxruntime-web, decoded by our own code. More networks will come here. */
export type InferApi = FaceApi;
