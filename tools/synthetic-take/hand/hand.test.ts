import { describe, expect, it } from 'vitest';
import { distance, dot, length, subtract, unit, type Vector } from '../geometry/vector.ts';
import { turnVector } from '../geometry/quaternion.ts';
import { aim } from './aim.ts';
import { RELAXED, SPREAD } from './fingers.ts';
import { padsOf, pinch, wrap, wristFor } from './grips.ts';
import { PARENTS, POINTS } from './joints.ts';
import { padOf, poseDigit, poseJoints } from './kinematics.ts';
import { REST } from './rest-pose.ts';

const origin = { at: [0, 0, 0] as Vector, turn: [0, 0, 0, 1] as const };
const open = {
	thumb: [0, 0, 0, 0, 0],
	index: [0, 0, 0, 0],
	middle: [0, 0, 0, 0],
	ring: [0, 0, 0, 0],
	pinky: [0, 0, 0, 0]
};

describe('a hand from its angles', () => {
	it('is the open hand of the model where no joint is bent', () => {
		for (const side of ['left', 'right'] as const) {
			poseJoints(side, open, origin).forEach(({ at }, i) => expect(distance(at, REST[side][i]!.at)).toBeLessThan(2e-6));
		}
	});

	it('keeps the length of every bone, however it is bent and wherever it is', () => {
		const wrist = { at: [0.3, 0.2, -0.1] as Vector, turn: aim([1, 0.2, 0.4], [0, 1, 0]) };
		const [rest, bent] = [poseJoints('left', open, origin), poseJoints('left', RELAXED, wrist)];
		PARENTS.forEach((parent, i) => {
			if (parent < 0) return;
			const long = distance(rest[i]!.at, rest[parent]!.at);
			expect(distance(bent[i]!.at, bent[parent]!.at)).toBeCloseTo(long, 6);
		});
	});

	it('has its pads where the same angles put them in an earlier rendering of the same model', () => {
		// Index and thumb of a grip round a 40 mm cube: three.js gave these pads, in the wrist's frame, in metres.
		const index = padOf(poseDigit('right', 'index', [51.4375, 0, 23.5625, 7.6875]).at(-1)!);
		const thumb = padOf(poseDigit('right', 'thumb', [22.9375, 50, 50, 28.75, -10]).at(-1)!);
		expect(distance(index, [-0.017688, -0.079064, -0.113467])).toBeLessThan(5e-6);
		expect(distance(thumb, [-0.01919, -0.088382, -0.073044])).toBeLessThan(5e-6);
	});

	it('opens towards the thumb on both sides: a spread index stands nearer to it', () => {
		for (const side of ['left', 'right'] as const) {
			const [narrow, wide] = [open, SPREAD].map((fingers) =>
				poseJoints(side, { ...fingers, thumb: open.thumb }, origin)
			);
			const tip = POINTS[8]!;
			expect(Math.abs(wide![tip]!.at[0])).toBeGreaterThan(Math.abs(narrow![tip]!.at[0]));
		}
	});
});

describe('grips', () => {
	it.each(['left', 'right'] as const)('%s: thumb, index and middle lie on two faces of a 40 mm cube', (side) => {
		const grip = pinch(side, 0.04, 0, 2);
		const along = padsOf(grip, ['thumb', 'index', 'middle']).map((pad) => dot(subtract(pad, grip.centre), grip.axis));
		// 20 mm and the 0.75 mm that skin gives way; the solver comes within a millimetre.
		[-0.02075, 0.02075, 0.02075].forEach((wanted, i) => expect(Math.abs(along[i]! - wanted)).toBeLessThan(0.001));
	});

	it('wraps a jar without a bone inside it', () => {
		const grip = wrap('left', 0.029);
		for (const { at } of poseJoints('left', grip.fingers, origin).slice(1)) {
			const off = subtract(at, grip.centre);
			const away = length(
				subtract(off, [0, 1, 2].map((k) => grip.axis[k]! * dot(off, grip.axis)) as unknown as Vector)
			);
			expect(away).toBeGreaterThan(0.029);
		}
	});

	it('puts the wrist where the thing is in the hand', () => {
		const grip = pinch('right', 0.04, 0, 2);
		const [centre, axis, approach] = [[0.1, 0.02, 0.03], [0, 0, 1], unit([0.6, -0.8, 0])] as [Vector, Vector, Vector];
		const wrist = wristFor(grip, centre, axis, approach);
		const held = turnVector(wrist.turn, grip.centre);
		expect(distance([wrist.at[0] + held[0], wrist.at[1] + held[1], wrist.at[2] + held[2]], centre)).toBeLessThan(1e-9);
		expect(distance(turnVector(wrist.turn, grip.axis), axis)).toBeLessThan(1e-9);
	});
});
