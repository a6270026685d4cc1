import {
	BufferGeometry,
	DoubleSide,
	Float32BufferAttribute,
	Group,
	Mesh,
	MeshStandardMaterial,
	Quaternion,
	Vector3
} from 'three';
import type { DrawnHand } from '../render/scene-api.ts';

const AROUND = 28;
/** Half width and half thickness of the forearm at the wrist: fitted to the hand's own edge there. Metres. */
const WIDE = 0.026;
const THICK = 0.019;
/** Where the forearm starts behind the wrist, inside the hand's edge, and where the sleeve starts. Metres. */
const START = 0.008;
const SLEEVE = 0.062;
/** Longer than an arm: its end must never be seen. */
const LONG = 1.1;

export type Forearm = { group: Group; set(hand: DrawnHand): void };

/** A bare stretch of forearm and a sleeve, bent at the wrist towards the elbow. Without them fewer hands are found. */
export function makeForearm(skin: string, sleeve: string): Forearm {
	const group = new Group();
	const bare = tube(skin, 0.55, distances(START, SLEEVE + 0.02, 10), (s) => 1 + s * 1.3);
	const cloth = tube(
		sleeve,
		0.9,
		distances(SLEEVE, LONG, 24),
		(s) => 1.26 + Math.min(s, 0.4) * 0.9 + 0.05 * Math.exp(-(s - SLEEVE) * 90)
	);
	group.add(bare.mesh, cloth.mesh);
	return {
		group,
		set(hand) {
			bare.follow(hand);
			cloth.follow(hand);
		}
	};
}

/** Close together at the wrist, where the arm bends. */
const distances = (from: number, to: number, rings: number): number[] =>
	Array.from({ length: rings }, (_, i) => from + (to - from) * (i / (rings - 1)) ** 1.5);

function tube(colour: string, roughness: number, along: number[], width: (s: number) => number) {
	const geometry = new BufferGeometry();
	const position = new Float32BufferAttribute(along.length * AROUND * 3, 3);
	geometry.setAttribute('position', position);
	const faces: number[] = [];
	for (let ring = 0; ring + 1 < along.length; ring += 1) {
		for (let k = 0; k < AROUND; k += 1) {
			const [a, b] = [ring * AROUND + k, ring * AROUND + ((k + 1) % AROUND)];
			faces.push(a, b, a + AROUND, b, b + AROUND, a + AROUND);
		}
	}
	geometry.setIndex(faces);
	const mesh = new Mesh(geometry, new MeshStandardMaterial({ color: colour, roughness, side: DoubleSide }));
	mesh.castShadow = true;
	mesh.receiveShadow = true;
	mesh.frustumCulled = false;

	const follow = ({ at, turn, arm }: DrawnHand): void => {
		const hand = new Quaternion(turn[0], turn[1], turn[2], turn[3]);
		const back = new Vector3(0, 0, 1).applyQuaternion(hand);
		const elbow = new Vector3(arm[0], arm[1], arm[2]);
		const across = new Vector3(1, 0, 0).applyQuaternion(hand);
		const centre = new Vector3(at[0], at[1], at[2]);
		const way = new Vector3();
		let s = 0;
		along.forEach((to, ring) => {
			// Small steps, so that the bend is the same whatever the rings.
			while (s < to - 1e-9) {
				const step = Math.min(0.004, to - s);
				const bent = Math.min(1, Math.max(0, s / 0.075));
				way
					.copy(back)
					.lerp(elbow, bent * bent * (3 - 2 * bent))
					.normalize();
				centre.addScaledVector(way, step);
				s += step;
			}
			const wide = across.clone().addScaledVector(way, -across.dot(way)).normalize();
			const thick = new Vector3().crossVectors(way, wide);
			for (let k = 0; k < AROUND; k += 1) {
				const angle = (k / AROUND) * 2 * Math.PI;
				// Round towards the elbow, flat at the wrist.
				const flat = THICK + (WIDE - THICK) * Math.min(1, to / 0.3);
				const x = Math.cos(angle) * WIDE * width(to);
				const y = Math.sin(angle) * flat * width(to);
				position.setXYZ(
					ring * AROUND + k,
					centre.x + wide.x * x + thick.x * y,
					centre.y + wide.y * x + thick.y * y,
					centre.z + wide.z * x + thick.z * y
				);
			}
		});
		position.needsUpdate = true;
		geometry.computeVertexNormals();
	};
	return { mesh, follow };
}
