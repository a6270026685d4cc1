import {
	FloatType,
	NearestFilter,
	ShaderMaterial,
	WebGLRenderTarget,
	type Camera,
	type Scene,
	type WebGLRenderer
} from 'three';

/**
 * How much nearer than a joint a surface must be to hide it, metres: a joint lies under its own flesh, deeper at the
 * wrist, the thumb's base and the knuckles. A rule of thumb.
 */
const UNDER_FLESH: readonly number[] = Array.from({ length: 21 }, (_, i) =>
	i === 0 ? 0.028 : i === 1 || i % 4 === 1 ? 0.022 : 0.016
);

/** Draws how far away each surface is, to say which joints are hidden. */
export class DepthPass {
	#target: WebGLRenderTarget;
	#material = new ShaderMaterial({
		vertexShader: `
			#include <common>
			#include <skinning_pars_vertex>
			varying float vDepth;
			void main() {
				#include <skinbase_vertex>
				#include <begin_vertex>
				#include <skinning_vertex>
				#include <project_vertex>
				vDepth = -mvPosition.z;
			}`,
		fragmentShader: 'varying float vDepth; void main() { gl_FragColor = vec4(vDepth, 0.0, 0.0, 1.0); }'
	});
	#depths: Float32Array;
	#width: number;
	#height: number;
	#scale: number;

	/** Half the picture's size is enough: the surfaces are smooth. */
	constructor(width: number, height: number, scale = 0.5) {
		this.#scale = scale;
		this.#width = Math.round(width * scale);
		this.#height = Math.round(height * scale);
		this.#target = new WebGLRenderTarget(this.#width, this.#height, {
			type: FloatType,
			minFilter: NearestFilter,
			magFilter: NearestFilter
		});
		this.#depths = new Float32Array(this.#width * this.#height * 4);
	}

	draw(renderer: WebGLRenderer, scene: Scene, camera: Camera): void {
		scene.overrideMaterial = this.#material;
		renderer.setRenderTarget(this.#target);
		renderer.render(scene, camera);
		renderer.readRenderTargetPixels(this.#target, 0, 0, this.#width, this.#height, this.#depths);
		renderer.setRenderTarget(null);
		scene.overrideMaterial = null;
	}

	/** 1 for each point that is in the picture and not behind a surface. Pixels, and metres along the camera's axis. */
	visibilityOf(px: readonly [number, number][], cz: readonly number[]): number[] {
		return px.map(([x, y], i) => {
			const column = Math.floor(x * this.#scale);
			const row = Math.floor(y * this.#scale);
			if (cz[i]! <= 0 || column < 0 || row < 0 || column >= this.#width || row >= this.#height) return 0;
			// The first row of what WebGL reads is the lowest.
			const surface = this.#depths[((this.#height - 1 - row) * this.#width + column) * 4]!;
			return surface > 0 && surface < cz[i]! - UNDER_FLESH[i]! ? 0 : 1;
		});
	}
}
