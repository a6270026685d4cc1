const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render|paravirtual/i;

/** Name of the machine's renderer, or null where there is no WebGL 2 in this worker. */
export function rendererName(): string | null {
	const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
	if (!gl) return null;
	const info = gl.getExtension('WEBGL_debug_renderer_info');
	const name = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
	gl.getExtension('WEBGL_lose_context')?.loseContext();
	return name;
}

/** A GPU drawn by the processor is far slower than the processor itself, so it does not count. */
export const isRealGpu = (renderer: string | null): boolean => renderer !== null && !SOFTWARE.test(renderer);
