import { expect, it } from 'vitest';
import { LanesHeight } from './lanes-height.svelte.ts';

function aHeight(kept: number | null = null) {
	const written: (number | null)[] = [];
	const height = new LanesHeight(
		() => kept,
		(px) => written.push(px)
	);
	Object.assign(height, { nowPx: 300, allPx: 420, screenPx: 900 });
	return { height, written };
}

it('stays as it was made until somebody pulls it; a double click brings that back', () => {
	const { height, written } = aHeight();
	expect(height.px).toBeNull();
	height.pull(200);
	expect([height.px, written]).toEqual([200, []]);
	height.keep();
	height.reset();
	expect([height.px, written]).toEqual([null, [200, null]]);
});

it('ends where the picture needs the room, where all lanes are in sight, and at one lane', () => {
	const { height } = aHeight();
	height.pull(5000);
	expect(height.px).toBe(420);
	height.screenPx = 600;
	// 0.62 of 600
	expect(height.px).toBe(372);
	height.pull(1);
	expect(height.px).toBe(104);
});

it('a height of a larger screen is kept, and used as far as it fits', () => {
	const { height } = aHeight(1000);
	height.screenPx = 500;
	expect([height.px, height.wantedPx]).toEqual([310, 1000]);
});

it('goes by keys from where it is, and says which keys are its own', () => {
	const { height, written } = aHeight();
	expect(height.key('ArrowUp', false)).toBe(true);
	height.key('ArrowDown', true);
	height.key('Home', false);
	height.key('End', false);
	expect(written).toEqual([316, 236, 104, 420]);
	expect(height.key('ArrowLeft', false)).toBe(false);
	expect(written).toHaveLength(4);
});
