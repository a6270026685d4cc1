import { GRIP_GROUPS } from '../../schema/annotation.ts';

export type GripGroup = (typeof GRIP_GROUPS)[number];
/** What tells the types of a group apart: one question, a type for each answer. */
export type FeixQuestion = 'thickness' | 'thing' | 'edge' | 'lie' | 'meet' | 'shape';

/**
 * The 33 types of the GRASP taxonomy by group, ids and names of Feix et al. (IEEE THMS 46(1), 2016); groups are those that
 * share opposition, virtual fingers and thumb position.
 */
export const FEIX_TYPES: Readonly<Record<GripGroup, readonly { id: number; name: string }[]>> = {
	G01: [
		{ id: 1, name: 'Large diameter' },
		{ id: 3, name: 'Medium wrap' },
		{ id: 2, name: 'Small diameter' },
		{ id: 10, name: 'Power disk' },
		{ id: 11, name: 'Power sphere' }
	],
	G02: [
		{ id: 4, name: 'Adducted thumb' },
		{ id: 5, name: 'Light tool' },
		{ id: 15, name: 'Fixed hook' },
		{ id: 30, name: 'Palmar' }
	],
	G03: [{ id: 17, name: 'Index finger extension' }],
	G04: [{ id: 31, name: 'Ring' }],
	G05: [{ id: 28, name: 'Sphere 3 finger' }],
	G06: [
		{ id: 18, name: 'Extension type' },
		{ id: 26, name: 'Sphere 4 finger' }
	],
	G07: [{ id: 19, name: 'Distal type' }],
	G08: [{ id: 23, name: 'Adduction grip' }],
	G09: [{ id: 21, name: 'Tripod variation' }],
	G10: [
		{ id: 16, name: 'Lateral' },
		{ id: 29, name: 'Stick' },
		{ id: 32, name: 'Ventral' }
	],
	G11: [{ id: 25, name: 'Lateral tripod' }],
	G12: [
		{ id: 9, name: 'Palmar pinch' },
		{ id: 24, name: 'Tip pinch' },
		{ id: 33, name: 'Inferior pincer' }
	],
	G13: [
		{ id: 8, name: 'Prismatic 2 finger' },
		{ id: 14, name: 'Tripod' }
	],
	G14: [
		{ id: 7, name: 'Prismatic 3 finger' },
		{ id: 27, name: 'Quadpod' }
	],
	G15: [
		{ id: 6, name: 'Prismatic 4 finger' },
		{ id: 12, name: 'Precision disk' },
		{ id: 13, name: 'Precision sphere' }
	],
	G16: [{ id: 22, name: 'Parallel extension' }],
	G17: [{ id: 20, name: 'Writing tripod' }]
};

/** Groups of one type have nothing to ask. */
export const FEIX_QUESTIONS: Readonly<Partial<Record<GripGroup, FeixQuestion>>> = {
	G01: 'thickness',
	G02: 'thing',
	G06: 'edge',
	G10: 'lie',
	G12: 'meet',
	G13: 'shape',
	G14: 'shape',
	G15: 'shape'
};

export const isGripGroup = (code: string): code is GripGroup => (GRIP_GROUPS as readonly string[]).includes(code);

/** The type of a group that has only one; null: it has to be asked, or is no group. */
export function onlyFeixType(code: string): number | null {
	const types = isGripGroup(code) ? FEIX_TYPES[code] : [];
	return types.length === 1 ? types[0]!.id : null;
}
