import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const shared = resolve(root, '../shared');

/** True where the real clips lie beside the checkout. Without them the same journeys run on the synthetic clips. */
export const hasShared = existsSync(resolve(shared, 'media'));
export const sharedFile = (path: string): string => resolve(shared, path);
export const sampleFile = (name: 'grasp' | 'cross'): string => resolve(root, `static/samples/${name}.mp4`);
export const NO_SHARED = 'real media (../shared) is not beside this checkout';
