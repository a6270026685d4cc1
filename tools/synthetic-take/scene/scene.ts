import {
	ACESFilmicToneMapping,
	Color,
	PCFSoftShadowMap,
	PerspectiveCamera,
	Scene,
	Vector3,
	WebGLRenderer
} from 'three';
import { chanceFrom } from '../motion/chance.ts';
import { defocus } from '../picture/defocus.ts';
import { develop, normalTable } from '../picture/develop.ts';
import { addLight, darkPicture } from '../picture/light.ts';
import type { DrawnHand, SceneApi, SceneSetup, ShotResult, SubFrame } from '../render/scene-api.ts';
import { DepthPass } from './depth-pass.ts';
import { makeDesk } from './desk.ts';
import { makeForearm, type Forearm } from './forearm.ts';
import { loadHand, type HandModel } from './hand-model.ts';
import { addLights } from './lights.ts';
import { Things } from './things.ts';

type Arm = { model: HandModel; forearm: Forearm };

let stage: {
	setup: SceneSetup;
	renderer: WebGLRenderer;
	scene: Scene;
	camera: PerspectiveCamera;
	arms: Map<string, Arm>;
	things: Things;
	depth: DepthPass;
	normals: Float32Array;
} | null = null;

const keyOf = ({ side, person }: { side: string; person: string }): string => `${person} ${side}`;

async function open(setup: SceneSetup): Promise<void> {
	const { width, height, look } = setup;
	const renderer = new WebGLRenderer({ antialias: true, preserveDrawingBuffer: true });
	renderer.setPixelRatio(1);
	renderer.setSize(width, height);
	renderer.shadowMap.enabled = true;
	renderer.shadowMap.type = PCFSoftShadowMap;
	renderer.toneMapping = ACESFilmicToneMapping;
	renderer.toneMappingExposure = look.exposure;
	const scene = new Scene();
	scene.background = new Color('#8c8a86');
	const chance = chanceFrom(setup.seed);
	scene.add(makeDesk(look, chance.branch('desk')));
	addLights(scene, renderer, look);
	const things = new Things(look.thing);
	scene.add(things.group);
	const arms = new Map<string, Arm>();
	for (const { side, person } of setup.hands) {
		const self = person === 'self';
		const colour = self ? look.skinColour : look.otherColour;
		const paler = self ? look.palmPaler : look.otherPalmPaler;
		const model = await loadHand(side, setup.jointNames[side], setup.parents, colour, paler);
		const forearm = makeForearm(colour, self ? look.sleeve : look.otherSleeve);
		scene.add(model.root, forearm.group);
		arms.set(keyOf({ side, person }), { model, forearm });
	}
	const camera = new PerspectiveCamera(40, width / height, 0.05, 8);
	const normals = normalTable(chance.branch('noise'));
	stage = { setup, renderer, scene, camera, arms, things, depth: new DepthPass(width, height), normals };
}

/** Puts everything where it is at one moment. */
function arrange({ view, hands, things }: SubFrame): void {
	const { camera, arms, scene } = stage!;
	camera.fov = view.fov;
	camera.updateProjectionMatrix();
	camera.position.set(...(view.pos as [number, number, number]));
	camera.lookAt(...(view.at as [number, number, number]));
	const here = new Map(hands.map((hand) => [keyOf(hand), hand]));
	for (const [key, { model, forearm }] of arms) {
		const hand = here.get(key);
		model.root.visible = Boolean(hand);
		forearm.group.visible = Boolean(hand);
		if (!hand) continue;
		model.set(hand);
		forearm.set(hand);
	}
	stage!.things.set(things);
	scene.updateMatrixWorld(true);
}

const jointsOf = (hand: DrawnHand): [number, number, number][] =>
	stage!.arms
		.get(keyOf(hand))!
		.model.bones.map((bone) => new Vector3().setFromMatrixPosition(bone.matrixWorld).toArray());

const api: SceneApi = {
	open,
	async shoot({ frame, subFrames, middle, points }): Promise<ShotResult> {
		const { setup, renderer, scene, camera, depth, normals } = stage!;
		const { width, height } = setup;
		const gl = renderer.getContext();
		const bytes = new Uint8Array(width * height * 4);
		const sum = darkPicture(width, height);
		for (const subFrame of subFrames) {
			arrange(subFrame);
			renderer.render(scene, camera);
			gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
			addLight(sum, bytes, 1 / subFrames.length);
		}
		arrange(middle);
		let vis: number[][] = [];
		if (points.length > 0) {
			depth.draw(renderer, scene, camera);
			vis = points.map(({ px, cz }) => depth.visibilityOf(px, cz));
		}
		const chance = chanceFrom(setup.seed).branch(`noise ${frame}`);
		const picture = develop(defocus(sum, setup.defocus), setup.noise, normals, chance);
		await fetch('/frame', { method: 'POST', body: picture as BodyInit });
		return { vis, joints: middle.hands.map(jointsOf) };
	}
};
(globalThis as unknown as { take: SceneApi }).take = api;
