import type { FaceApi } from '../shared/face-api.ts';

/** First opinion: MediaPipe's FaceDetector, short range. */
export type FacesApi = FaceApi;
