import {
	BoxGeometry,
	CylinderGeometry,
	Group,
	Mesh,
	MeshStandardMaterial,
	SphereGeometry,
	type BufferGeometry
} from 'three';
import type { ThingKind, ThingNow } from '../scripts/script.ts';

const COLOURS: Partial<Record<ThingKind, string>> = { jar: '#c9d6d8', lid: '#b8352c' };

function shapeOf({ kind, size: [width, height, depth] }: ThingNow): BufferGeometry {
	if (kind === 'cube') return new BoxGeometry(width, height, depth);
	if (kind === 'ball') return new SphereGeometry(width / 2, 32, 20);
	return new CylinderGeometry(width / 2, width / 2, height, kind === 'lid' ? 24 : 48);
}

/** The things of a take by their place in its list, made when they are first seen. */
export class Things {
	readonly group = new Group();
	#meshes: Mesh[] = [];
	#colour: string;

	constructor(colour: string) {
		this.#colour = colour;
	}

	set(things: readonly ThingNow[]): void {
		things.forEach((thing, i) => {
			const mesh = (this.#meshes[i] ??= this.#make(thing));
			mesh.position.set(...(thing.at as [number, number, number]));
			mesh.quaternion.set(...(thing.turn as [number, number, number, number]));
		});
	}

	#make(thing: ThingNow): Mesh {
		const color = COLOURS[thing.kind] ?? this.#colour;
		// A lid with few sides, flat ones: its turning can be seen.
		const material = new MeshStandardMaterial({ color, roughness: 0.5, flatShading: thing.kind === 'lid' });
		const mesh = new Mesh(shapeOf(thing), material);
		mesh.castShadow = true;
		mesh.receiveShadow = true;
		this.group.add(mesh);
		return mesh;
	}
}
