export type Box = { x: number; y: number; width: number; height: number };

/** Where a picture lies in a box, as CSS `object-fit` puts it: whole with bars, or filling with cut edges. */
export function fitBox(
	picture: { width: number; height: number },
	box: { width: number; height: number },
	fit: 'contain' | 'cover'
): Box {
	if (picture.width <= 0 || picture.height <= 0) return { x: 0, y: 0, width: 0, height: 0 };
	const across = box.width / picture.width;
	const down = box.height / picture.height;
	const scale = fit === 'contain' ? Math.min(across, down) : Math.max(across, down);
	const width = picture.width * scale;
	const height = picture.height * scale;
	return { x: (box.width - width) / 2, y: (box.height - height) / 2, width, height };
}

/** Gives a canvas the size of its box in device pixels and a context whose unit is a CSS pixel. Cleared. */
export function readyCanvas(
	canvas: HTMLCanvasElement,
	cssWidth: number,
	cssHeight: number
): CanvasRenderingContext2D | null {
	const ratio = globalThis.devicePixelRatio || 1;
	const [width, height] = [Math.round(cssWidth * ratio), Math.round(cssHeight * ratio)];
	if (canvas.width !== width) canvas.width = width;
	if (canvas.height !== height) canvas.height = height;
	const context = canvas.getContext('2d');
	context?.setTransform(ratio, 0, 0, ratio, 0, 0);
	context?.clearRect(0, 0, cssWidth, cssHeight);
	return context;
}
