import type { Bone } from 'three';
import { Color, Float32BufferAttribute, Group, MeshStandardMaterial, Quaternion, SkinnedMesh, Vector3 } from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import type { Side } from '../hand/rest-pose.ts';
import type { DrawnHand } from '../render/scene-api.ts';

export type HandModel = { root: Group; bones: Bone[]; set(hand: DrawnHand): void };

/**
 * The rigged hand with its joints in chains below the wrist, and the wrist as its origin. The file has the joints flat
 * beside each other, which would make a finger's joints move one by one.
 */
export async function loadHand(
	side: Side,
	names: readonly string[],
	parents: readonly number[],
	colour: string,
	palmPaler: number
): Promise<HandModel> {
	const { scene } = await new GLTFLoader().loadAsync(`/hands/${side}.glb`);
	scene.updateMatrixWorld(true);
	const bones = names.map((name) => scene.getObjectByName(name) as Bone);
	// `attach`, not `add`: the joints must stay where they are in the world while they change parents.
	bones.forEach((bone, i) => i > 0 && bones[parents[i]!]!.attach(bone));
	const root = new Group();
	const armature = bones[0]!.parent!;
	root.add(armature);
	armature.updateMatrix();
	bones[0]!.updateMatrix();
	armature.matrix.copy(bones[0]!.matrix).invert();
	armature.matrix.decompose(armature.position, armature.quaternion, armature.scale);
	root.traverse((object) => {
		if (!(object instanceof SkinnedMesh)) return;
		object.frustumCulled = false;
		object.castShadow = true;
		object.receiveShadow = true;
		paint(object, bones, names, colour, palmPaler);
	});
	return {
		root,
		bones,
		set({ at, turn, turns }) {
			root.position.set(...(at as [number, number, number]));
			root.quaternion.set(...(turn as [number, number, number, number]));
			for (let i = 1; i < bones.length; i += 1) {
				bones[i]!.quaternion.set(...(turns[i] as [number, number, number, number]));
			}
		}
	};
}

/** Skin is no single colour: tips and knuckles are redder, the palm is paler, nails are pale and pink. */
function paint(mesh: SkinnedMesh, bones: Bone[], names: readonly string[], colour: string, palmPaler: number): void {
	mesh.material = new MeshStandardMaterial({ vertexColors: true, roughness: 0.55, metalness: 0 });
	const skin = new Color(colour);
	const position = mesh.geometry.getAttribute('position');
	const normal = mesh.geometry.getAttribute('normal');
	const wrist = bones[0]!;
	wrist.updateWorldMatrix(true, true);
	const inWrist = wrist.matrixWorld.clone().invert();
	const placeOf = (bone: Bone): Vector3 => new Vector3().setFromMatrixPosition(bone.matrixWorld).applyMatrix4(inWrist);
	const tips = bones.filter((_, i) => names[i]!.endsWith('tip'));
	const tipPlaces = tips.map(placeOf);
	const tipBacks = tips.map((tip) => {
		const turn = new Quaternion().setFromRotationMatrix(inWrist.clone().multiply(tip.matrixWorld));
		return new Vector3(0, 1, 0).applyQuaternion(turn);
	});
	const knuckles = bones
		.filter((_, i) => /phalanx-(proximal|intermediate)/.test(names[i]!) && !names[i]!.startsWith('thumb'))
		.map(placeOf);
	// The mesh is bound in the space of the file; the joints' rest places are brought there with the wrist's own bind.
	const wristBind = mesh.skeleton.boneInverses[mesh.skeleton.bones.indexOf(wrist)]!;
	const colours: number[] = [];
	const point = new Vector3();
	const out = new Vector3();
	for (let i = 0; i < position.count; i += 1) {
		point.fromBufferAttribute(position, i).applyMatrix4(wristBind);
		out.fromBufferAttribute(normal, i).transformDirection(wristBind);
		const shade = skin.clone();
		shade.lerp(new Color('#f0c9b4'), palmPaler * Math.min(1, Math.max(0, -out.y * 1.4)));
		const toTip = Math.min(...tipPlaces.map((place) => place.distanceTo(point)));
		const toKnuckle = Math.min(...knuckles.map((place) => place.distanceTo(point)));
		shade.lerp(new Color('#c25a4e'), 0.16 * Math.max(0, 1 - toTip / 0.018));
		if (out.y > 0) shade.lerp(new Color('#a8503f'), 0.14 * Math.max(0, 1 - toKnuckle / 0.014));
		const nail = tipPlaces.some((place, k) => place.distanceTo(point) < 0.0095 && out.dot(tipBacks[k]!) > 0.75);
		if (nail) shade.lerp(new Color('#e6b5a6'), 0.55);
		colours.push(shade.r, shade.g, shade.b);
	}
	mesh.geometry.setAttribute('color', new Float32BufferAttribute(colours, 3));
}
