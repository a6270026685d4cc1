import { describe, expect, it } from 'vitest';
import { decodePeople, POSE_ANCHORS, poseAnchors } from './decode-pose-detection.ts';
import { BODY, decodePose, type UpperBody } from './decode-pose.ts';
import { postureSeries, shoulderDrop, trunkLeanDegrees } from './posture.ts';
import { regionOfPerson } from './pose-region.ts';

const near = (value: number) => expect.closeTo(value, 4);
const FRAME = { width: 640, height: 480 };

describe('people in the detection network', () => {
	it('has 2254 anchors, row by row, the fine grid first', () => {
		const centres = poseAnchors();
		expect(centres.length).toBe(2 * POSE_ANCHORS);
		const at = (i: number) => [centres[2 * i], centres[2 * i + 1]].map((value) => Math.round(value! * 224));
		expect(at(0)).toEqual([4, 4]);
		expect(at(1)).toEqual([4, 4]);
		expect(at(2)).toEqual([12, 4]);
		expect(at(28 * 28 * 2)).toEqual([8, 8]);
		expect(at(28 * 28 * 2 + 14 * 14 * 2)).toEqual([16, 16]);
		expect(at(POSE_ANCHORS - 1)).toEqual([208, 208]);
	});

	it('are in pixels of the picture, boxes of one person become one', () => {
		const regressors = new Float32Array(POSE_ANCHORS * 12);
		const logits = new Float32Array(POSE_ANCHORS).fill(-100);
		// Anchors 0 and 1 lie at (4, 4) of 224; 448 pixels of picture make 8, 8 of them, and all lengths double.
		regressors.set([0, 0, 40, 40, 10, 100, 10, -20, 0, 0, 0, 0], 0);
		regressors.set([0, 0, 40, 40, 30, 100, 30, -20, 0, 0, 0, 0], 12);
		logits.set([0, 0], 0);
		const [person, ...others] = decodePeople(regressors, logits, { x: 224, y: 224, side: 448, rotation: 0 });
		expect(others).toEqual([]);
		expect(person).toMatchObject({ x: near(-32), y: near(-32), width: 80, height: 80, confidence: 0.5 });
		// The mean of 8 + 20 and 8 + 60; 8 + 200.
		expect(person!.hips).toEqual({ x: near(48), y: near(208) });
		expect(person!.circle).toEqual({ x: near(48), y: near(-32) });
	});

	it('nobody is nobody', () => {
		const logits = new Float32Array(POSE_ANCHORS).fill(-5);
		expect(decodePeople(new Float32Array(POSE_ANCHORS * 12), logits, { x: 0, y: 0, side: 1, rotation: 0 })).toEqual([]);
	});
});

describe('the region of a person', () => {
	it('reaches a quarter beyond the circle, and is turned so that the circle lies up', () => {
		expect(regionOfPerson({ x: 100, y: 200 }, { x: 100, y: 120 })).toEqual({ x: 100, y: 200, side: 200, rotation: 0 });
		const lying = regionOfPerson({ x: 100, y: 200 }, { x: 180, y: 200 });
		expect(lying.rotation).toBeCloseTo(Math.PI / 2, 6);
	});
});

/** What the network gives where every point lies at `x`, `y` of the 256 square, and the heat is cold. */
function outputs(x: number, y: number) {
	const landmarks = new Float32Array(39 * 5);
	for (let i = 0; i < 39; i++) landmarks.set([x, y, 64, 3, 3], i * 5);
	const worldLandmarks = new Float32Array(39 * 3);
	worldLandmarks.set([0.3, -0.4, 0.1], 0);
	return { landmarks, presence: 0.9, heat: new Float32Array(64 * 64 * 39).fill(-10), worldLandmarks };
}

describe('landmarks of a pose', () => {
	it('go from the square into the picture, turned with it', () => {
		// The point lies a quarter of the side right of the middle; turned by 90° that is below it.
		const region = { x: 320, y: 240, side: 200, rotation: Math.PI / 2 };
		const body = decodePose(outputs(192, 128), region, FRAME);
		expect(body.imageLandmarks[0]! * FRAME.width).toBeCloseTo(320, 3);
		expect(body.imageLandmarks[1]! * FRAME.height).toBeCloseTo(290, 3);
		// 64 of 256 are a quarter of the side of 200, over the picture's width.
		expect(body.imageLandmarks[2]).toBeCloseTo(50 / 640, 5);
		expect([...body.worldLandmarks.slice(0, 3)].map((value) => Number(value.toFixed(4)))).toEqual([0.4, 0.3, 0.1]);
		expect(body.visibility[0]).toBeCloseTo(1 / (1 + Math.exp(-3)), 5);
		expect(body.visibility.length).toBe(25);
	});

	it('move to the middle of their heat', () => {
		const given = outputs(128, 128);
		// Cell 32, 32 is where the nose is said to be; all heat lies in cell 34, 33.
		given.heat[(33 * 64 + 34) * 39] = 40;
		for (let r = 29; r <= 35; r++)
			for (let c = 29; c <= 35; c++) if (r !== 33 || c !== 34) given.heat[(r * 64 + c) * 39] = -40;
		const { imageLandmarks } = decodePose(
			given,
			{ x: 128, y: 128, side: 256, rotation: 0 },
			{ width: 256, height: 256 }
		);
		expect(imageLandmarks[0]! * 256).toBeCloseTo((34 / 64) * 256, 3);
		expect(imageLandmarks[1]! * 256).toBeCloseTo((33 / 64) * 256, 3);
		// The eye beside it has cold heat, and stays.
		expect(imageLandmarks[3]! * 256).toBeCloseTo(128, 3);
	});
});

/** Someone at the given points, pixels of 640 × 480; everything else is hidden. */
function someone(points: Partial<Record<keyof typeof BODY, [number, number]>>): UpperBody {
	const body: UpperBody = {
		presence: 1,
		imageLandmarks: new Float32Array(75),
		worldLandmarks: new Float32Array(75),
		visibility: new Float32Array(25),
		hips: { x: 0, y: 0 },
		circle: { x: 0, y: 0 }
	};
	for (const [name, [x, y]] of Object.entries(points)) {
		const point = BODY[name as keyof typeof BODY];
		body.imageLandmarks.set([x / FRAME.width, y / FRAME.height, 0], point * 3);
		body.visibility[point] = 1;
	}
	return body;
}
/** Facing the camera: the person's left is on the picture's right. */
const SHOULDERS = { leftShoulder: [400, 200], rightShoulder: [200, 200] } satisfies Parameters<typeof someone>[0];
const HIPS = { leftHip: [380, 400], rightHip: [220, 400] } satisfies Parameters<typeof someone>[0];
const EARS = { leftEar: [330, 120], rightEar: [270, 120] } satisfies Parameters<typeof someone>[0];

describe('trunk lean', () => {
	it('is 0 upright, and positive to the right of the picture', () => {
		expect(trunkLeanDegrees(someone({ ...SHOULDERS, ...HIPS }), FRAME)).toBeCloseTo(0, 5);
		// Hips at (300, 400), shoulders at (500, 200): half way to lying.
		const leaning = { leftShoulder: [600, 200], rightShoulder: [400, 200] } satisfies Parameters<typeof someone>[0];
		expect(trunkLeanDegrees(someone({ ...leaning, ...HIPS }), FRAME)).toBeCloseTo(45, 4);
	});

	it('is not said of somebody whose hips are hidden', () => {
		expect(trunkLeanDegrees(someone(SHOULDERS), FRAME)).toBeNull();
	});
});

describe('shoulder lift', () => {
	it('a shoulder is so many shoulder widths below its ear', () => {
		// Shoulders 200 apart, ears 80 above them.
		expect(shoulderDrop(someone({ ...SHOULDERS, ...EARS }), FRAME)).toEqual({
			left: expect.closeTo(0.4, 5),
			right: expect.closeTo(0.4, 5)
		});
		expect(shoulderDrop(someone({ ...SHOULDERS, leftEar: [330, 120] }), FRAME).right).toBeNull();
	});

	it('is the same seen from behind, where left and right change places', () => {
		const behind = someone({
			leftShoulder: [200, 200],
			rightShoulder: [400, 200],
			leftEar: [270, 120],
			rightEar: [330, 120]
		});
		expect(shoulderDrop(behind, FRAME).left).toBeCloseTo(0.4, 5);
	});

	it('is measured from the take itself, side by side', () => {
		const usual = { ...SHOULDERS, ...EARS };
		const raised = { ...usual, leftShoulder: [400, 180], rightShoulder: [200, 180] } satisfies typeof usual;
		const series = postureSeries(
			[someone(usual), someone(usual), someone(raised), null].map((body, i) => ({ ptsUs: i * 1000, body })),
			FRAME
		);
		expect(series.map(({ ptsUs }) => ptsUs)).toEqual([0, 1000, 2000, 3000]);
		// 20 pixels of 200 nearer to the ears.
		expect(series[2]!.shoulderLift).toEqual({ left: expect.closeTo(0.1, 5), right: expect.closeTo(0.1, 5) });
		expect(series[0]!.shoulderLift.left).toBeCloseTo(0, 5);
		expect(series[3]).toEqual({ ptsUs: 3000, trunkLeanDegrees: null, shoulderLift: { left: null, right: null } });
	});
});
