/** A shape of a drawing, or a group of them. */
export type Shape = { tag: string; attributes: Record<string, string>; shapes: Shape[] };
export type Drawing = { viewBox: string; shapes: Shape[] };

/**
 * Reads one of our own SVG files into data, so that it can be drawn without handing text to the page as markup
 * (Trusted Types forbid that). Knows elements and attributes in double quotes; leaves titles out: the words beside a
 * drawing name it. Throws where a file is not what we draw.
 */
export function parseDrawing(svg: string): Drawing {
	const root: Shape = { tag: 'root', attributes: {}, shapes: [] };
	const open: Shape[] = [root];
	for (const [, closing, tag, rest, single] of svg
		.replace(/<title>.*?<\/title>/s, '')
		.matchAll(/<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>/g)) {
		if (closing) {
			if (open.pop()?.tag !== tag) throw new Error(`drawing: </${tag}> closes nothing`);
			continue;
		}
		const attributes = Object.fromEntries(
			[...rest!.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name, value]) => [name!, value!])
		);
		const shape: Shape = { tag: tag!, attributes, shapes: [] };
		open.at(-1)!.shapes.push(shape);
		if (!single) open.push(shape);
	}
	const [drawing] = root.shapes;
	if (open.length !== 1 || drawing?.tag !== 'svg' || !drawing.attributes['viewBox'])
		throw new Error('drawing: not one whole svg');
	return { viewBox: drawing.attributes['viewBox'], shapes: drawing.shapes };
}
