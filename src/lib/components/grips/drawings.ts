import type { GripCode, UnknownCode } from '$lib/schema/annotation.ts';
import { parseDrawing, type Drawing } from './parse-drawing.ts';

const files = import.meta.glob<string>('./G*.svg', { query: '?raw', import: 'default', eager: true });
const drawings = new Map(Object.entries(files).map(([path, svg]) => [path.slice(2, 5), parseDrawing(svg)]));

/** The drawing of a grip, right hand; `null`: has none. */
export const gripDrawing = (grip: GripCode | UnknownCode): Drawing | null => drawings.get(grip) ?? null;
