import { CanvasTexture, Group, Mesh, MeshLambertMaterial, PlaneGeometry, RepeatWrapping, SRGBColorSpace } from 'three';
import type { Look } from '../looks/choose-look.ts';
import type { Chance } from '../motion/chance.ts';

/** The desk y = 0 with grain in its wood: before one flat colour only half as many hands are found. */
export function makeDesk(look: Look, chance: Chance): Group {
	const group = new Group();
	const texture = new CanvasTexture(drawWood(look.desk, chance));
	texture.colorSpace = SRGBColorSpace;
	texture.wrapS = RepeatWrapping;
	texture.wrapT = RepeatWrapping;
	texture.repeat.set(4, 4);
	texture.anisotropy = 1;
	const desk = new Mesh(new PlaneGeometry(5, 5), new MeshLambertMaterial({ map: texture }));
	desk.rotation.x = -Math.PI / 2;
	desk.receiveShadow = true;
	group.add(desk);
	if (look.paper) {
		const paper = new Mesh(new PlaneGeometry(0.21, 0.297), new MeshLambertMaterial({ color: '#d9d9d2' }));
		paper.rotation.set(-Math.PI / 2, 0, chance.between(-0.5, 0.5));
		paper.position.set(chance.between(-0.26, -0.16), 0.0006, chance.between(-0.06, 0.06));
		paper.receiveShadow = true;
		group.add(paper);
	}
	return group;
}

function drawWood([light, dark]: [string, string], chance: Chance): HTMLCanvasElement {
	const canvas = document.createElement('canvas');
	canvas.width = 1024;
	canvas.height = 1024;
	const context = canvas.getContext('2d')!;
	context.fillStyle = light;
	context.fillRect(0, 0, 1024, 1024);
	context.strokeStyle = dark;
	for (let y = 0; y < 1024; y += chance.between(3, 9)) {
		context.globalAlpha = chance.between(0.15, 0.75);
		context.lineWidth = chance.between(1, 5);
		// Whole waves: the grain must meet itself where the picture of the wood repeats.
		const rate = (2 * Math.PI * chance.pick([1, 2])) / 1024;
		const [rise, phase] = [chance.between(1, 6), chance.between(0, 6)];
		context.beginPath();
		for (let x = 0; x <= 1024; x += 16) context.lineTo(x, y + rise * Math.sin(x * rate + phase));
		context.stroke();
	}
	return canvas;
}
