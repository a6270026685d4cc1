import {
	DirectionalLight,
	Group,
	HemisphereLight,
	Mesh,
	MeshBasicMaterial,
	PlaneGeometry,
	PMREMGenerator,
	type Scene,
	type WebGLRenderer
} from 'three';
import { RoomEnvironment } from 'three/addons/environments/RoomEnvironment.js';
import type { Look } from '../looks/choose-look.ts';

/** A key light with soft shadows, a fill, the sky and the reflections of a room; or a window behind the hands. */
export function addLights(scene: Scene, renderer: WebGLRenderer, look: Look): void {
	const angle = (look.key * Math.PI) / 180;
	const key = new DirectionalLight('#fff4e6', look.backlit ? 5 : 2.2);
	key.position.set(Math.sin(angle) * 0.9, look.keyHeight, Math.cos(angle) * 0.9);
	key.castShadow = true;
	key.shadow.mapSize.set(1024, 1024);
	key.shadow.radius = 5;
	key.shadow.bias = -0.0006;
	key.shadow.normalBias = 0.004;
	Object.assign(key.shadow.camera, { left: -0.6, right: 0.6, top: 0.6, bottom: -0.6, near: 0.1, far: 3 });
	const fill = new DirectionalLight('#dfe8ff', look.backlit ? 0.15 : 0.6);
	fill.position.set(-Math.sin(angle) * 0.8 + 0.3, 0.7, 0.5);
	const sky = new HemisphereLight('#ffffff', '#8a7a66', look.backlit ? 0.3 : 1.2);
	const lights = new Group();
	lights.add(key, fill, sky);
	if (look.backlit) {
		const window = new Mesh(new PlaneGeometry(2.4, 1.2), new MeshBasicMaterial({ color: 0xffffff }));
		window.material.color.setScalar(6);
		window.position.set(0, 0.6, -0.75);
		lights.add(window);
	}
	scene.add(lights);
	const room = new PMREMGenerator(renderer);
	scene.environment = room.fromScene(new RoomEnvironment(), 0.04).texture;
	scene.environmentIntensity = look.backlit ? 0.12 : 0.35;
	room.dispose();
}
