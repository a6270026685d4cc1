import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A person's hand for Chromium's fake camera, where the shared test material lies beside the checkout; else Chromium's own test picture. */
const clip = fileURLToPath(new URL('../../../shared/media/derived/fake-camera-hand-640x360.mjpeg', import.meta.url));
export const handCamera = existsSync(clip) ? { camera: clip } : {};
export const hasHandCamera = existsSync(clip);
