import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sharedFile } from '../e2e/media.ts';

/** A hand as a person marked it or a renderer knows it. */
export type TrueHand = {
	/** 42 numbers, pixels. */
	points: number[];
	/** Which of the 21 count. */
	marked: boolean[];
};
/** A file with the hands that are truly on it; index of the frame in a clip, 0 for a picture. */
export type Truth = { set: string; name: string; path: string; frames: Map<number, TrueHand[]> };

type CocoImage = { id: number; file_name: string };
type CocoHand = {
	image_id: number;
	keypoints: number[] | number[][];
	lefthand_kpts?: number[];
	righthand_kpts?: number[];
	lefthand_valid?: boolean;
	righthand_valid?: boolean;
};

/** Pictures with human keypoints; RHD's are rendered. Whole people of COCO-WholeBody count by their hands. */
const HUMAN = [
	{ set: 'FreiHAND', folder: 'freihand', file: 'test_freihand.json', tipFirst: false },
	{ set: 'OneHand10K', folder: 'onehand10k', file: 'test_onehand10k.json', tipFirst: false },
	// RHD lists each finger from its tip; its names in this file say otherwise.
	{ set: 'RHD', folder: 'rhd', file: 'test_rhd.json', tipFirst: true },
	{ set: 'COCO-WholeBody', folder: 'coco-wholebody', file: 'test_coco_wholebody.json', tipFirst: false }
] as const;

/** x, y and "marked" for each of 21 points, flat or in threes. */
function handOf(numbers: number[] | number[][], tipFirst: boolean): TrueHand {
	const flat = numbers.flat();
	const order = Array.from({ length: 21 }, (_, i) =>
		tipFirst && i > 0 ? 4 * Math.floor((i - 1) / 4) + 4 - ((i - 1) % 4) : i
	);
	return {
		points: order.flatMap((i) => [flat[3 * i]!, flat[3 * i + 1]!]),
		marked: order.map((i) => flat[3 * i + 2]! > 0)
	};
}

/** Annotated pictures that lie beside this checkout. A hand counts with eleven marked points or more. */
export function humanTruth(): Truth[] {
	return HUMAN.flatMap(({ set, folder, file, tipFirst }) => {
		const base = sharedFile(`media/research-terms/${folder}`);
		if (!existsSync(`${base}/${file}`)) return [];
		const { images, annotations } = JSON.parse(readFileSync(`${base}/${file}`, 'utf8')) as {
			images: CocoImage[];
			annotations: CocoHand[];
		};
		return images
			.filter(({ file_name: name }) => existsSync(`${base}/${name}`))
			.map(({ id, file_name: name }): Truth => {
				const hands = annotations
					.filter((one) => one.image_id === id)
					.flatMap((one) =>
						one.lefthand_kpts && one.righthand_kpts
							? [one.lefthand_valid && one.lefthand_kpts, one.righthand_valid && one.righthand_kpts].filter(
									(kpts) => !!kpts
								)
							: [one.keypoints]
					)
					.map((kpts) => handOf(kpts as number[], tipFirst))
					.filter(({ marked }) => marked.filter(Boolean).length > 10);
				return { set, name, path: `${base}/${name}`, frames: new Map([[0, hands]]) };
			})
			.filter(({ frames }) => frames.get(0)!.length > 0);
	});
}

type Clip = { width: number; height: number; frames: { i: number; hands: { px: [number, number][] }[] }[] };

/**
 * How far MediaPipe's point lies from a rig's joint towards the next one, as a share of the way. Fitted once to clips of
 * another renderer; the same for both contenders.
 */
const TOWARDS_NEXT = [
	0.18, 0.18, 0.23, 0, 0, 0.25, 0.12, 0.19, 0, 0.25, 0.12, 0.19, 0, 0.25, 0.12, 0.19, 0, 0.25, 0.12, 0.19, 0
];
const MIDDLE_KNUCKLE = 9;
/** The rig's tip bone ends before the finger does: so much of the last bone is missing. */
const BEYOND_TIP = 0.4;

function asMediaPipe(px: readonly [number, number][]): number[] {
	return px.flatMap(([x, y], i) => {
		const tip = i > 0 && i % 4 === 0;
		const [nx, ny] = tip ? px[i - 1]! : px[i === 0 ? MIDDLE_KNUCKLE : i + 1]!;
		const share = tip ? -BEYOND_TIP : TOWARDS_NEXT[i]!;
		return [x + share * (nx - x), y + share * (ny - y)];
	});
}

/** Rendered clips whose truth is in the repository. */
export function syntheticTruth(): Truth[] {
	const root = resolve(import.meta.dirname, '../..');
	return readdirSync(resolve(root, 'tests/media'))
		.filter(
			(file) => file.endsWith('.json') && existsSync(resolve(root, `static/samples/${file.replace('.json', '.mp4')}`))
		)
		.map((file) => {
			const clip = JSON.parse(readFileSync(resolve(root, 'tests/media', file), 'utf8')) as Clip;
			const name = file.replace('.json', '.mp4');
			const inFrame = ({ points }: TrueHand) =>
				points.filter((value, i) => value >= 0 && value < (i % 2 === 0 ? clip.width : clip.height)).length >= 38;
			const frames = clip.frames.map(({ i, hands }): [number, TrueHand[]] => [
				i,
				hands.map(({ px }) => ({ points: asMediaPipe(px), marked: px.map(() => true) })).filter(inFrame)
			]);
			return { set: 'synthetic', name, path: resolve(root, 'static/samples', name), frames: new Map(frames) };
		});
}
