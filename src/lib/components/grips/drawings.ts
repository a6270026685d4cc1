import type { GripCode } from '$lib/schema/annotation.ts';

const files = import.meta.glob<string>('./G*.svg', { query: '?raw', import: 'default', eager: true });

/** The drawing of a grip as SVG text, right hand, without its own title: the words beside it name it. `null`: has none. */
export const gripDrawing = (grip: GripCode): string | null => drawings.get(grip) ?? null;

const drawings = new Map(
	Object.entries(files).map(([path, svg]) => [
		path.slice(2, 5) as GripCode,
		svg.replace(/<title>.*?<\/title>/, '').replace(' role="img"', ' aria-hidden="true"')
	])
);
