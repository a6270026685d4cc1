import { expect, it } from 'vitest';
import type { Edit } from '$lib/domain/annotation/edit.ts';
import { ptsUs } from '$lib/schema/units.ts';
import type { LabelSession } from '$lib/state/label-session.svelte.ts';
import { nudgeEdge } from './nudge-edge.ts';

const frames = { timesUs: Float64Array.of(0, 40_000, 70_000, 100_000), endUs: ptsUs(133_000) };
/** A session whose disk never answers. */
function slowSession() {
	const happened: string[] = [];
	const session = {
		player: { frames },
		edit: (plan: readonly Edit[]) => {
			happened.push(`edit ${plan.length}`);
			return new Promise(() => undefined);
		}
	} as unknown as LabelSession;
	return { session, happened };
}
const key = (name: string, shiftKey = false) => {
	const event = {
		key: name,
		shiftKey,
		taken: 0,
		preventDefault: () => event.taken++,
		stopPropagation: () => event.taken++
	};
	return event as unknown as KeyboardEvent & { taken: number };
};

it('the picture goes to the edge before the edit is written', () => {
	const { session, happened } = slowSession();
	const to = nudgeEdge(session, key('ArrowRight'), {
		fromUs: 40_000,
		plan: () => [],
		show: () => happened.push('shown')
	});
	expect(to).toBe(70_000);
	expect(happened).toEqual(['edit 0', 'shown']);
});

it('goes by borders between frames, ten with Shift, and not beyond the clip', () => {
	const { session } = slowSession();
	const go = (name: string, fromUs: number, shift = false) =>
		nudgeEdge(session, key(name, shift), { fromUs, plan: () => [], show: () => undefined });
	expect(go('ArrowLeft', 70_000)).toBe(40_000);
	expect(go('ArrowRight', 100_000)).toBe(133_000);
	expect(go('ArrowRight', 40_000, true)).toBe(133_000);
	expect(go('ArrowLeft', 100_000, true)).toBe(0);
});

it('leaves other keys alone', () => {
	const { session, happened } = slowSession();
	const home = key('Home');
	expect(nudgeEdge(session, home, { fromUs: 0, plan: () => [], show: () => happened.push('shown') })).toBeNull();
	expect([home.taken, happened]).toEqual([0, []]);
});
