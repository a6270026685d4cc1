import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const inRoot = (...parts) => join(root, ...parts);
/** Real clips and models for tests lie beside a checkout, never in it. */
export const shared = join(root, '..', 'shared');
