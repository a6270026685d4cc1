import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseDrawing } from './parse-drawing.ts';

it('reads shapes, groups and their attributes, and leaves the title out', () => {
	const drawing = parseDrawing(
		'<svg xmlns="x" viewBox="0 0 9 9"><title>Wrap</title><g transform="scale(-1 1)"><path d="M0,0" stroke-width="4"/></g></svg>'
	);
	expect(drawing).toEqual({
		viewBox: '0 0 9 9',
		shapes: [
			{
				tag: 'g',
				attributes: { transform: 'scale(-1 1)' },
				shapes: [{ tag: 'path', attributes: { d: 'M0,0', 'stroke-width': '4' }, shapes: [] }]
			}
		]
	});
});

it('refuses what is not one whole drawing', () => {
	expect(() => parseDrawing('<svg viewBox="0 0 9 9"><g></svg>')).toThrow();
	expect(() => parseDrawing('<p/>')).toThrow();
});

it('reads all 17 drawings to the last element', () => {
	const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.svg'));
	expect(files).toHaveLength(17);
	for (const file of files) {
		const svg = readFileSync(`${import.meta.dirname}/${file}`, 'utf8');
		const count = (shapes: ReturnType<typeof parseDrawing>['shapes']): number =>
			shapes.reduce((sum, shape) => sum + 1 + count(shape.shapes), 0);
		// All opening tags but <svg> and <title>.
		expect(count(parseDrawing(svg).shapes)).toBe(svg.match(/<[a-zA-Z]/g)!.length - 2);
	}
});
