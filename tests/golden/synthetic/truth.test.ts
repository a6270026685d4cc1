import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildTruth, frameTruth, type FrameTruth, type Truth } from '../../../tools/synthetic-take/truth/build-truth.ts';
import { planTake } from '../../../tools/synthetic-take/truth/plan-take.ts';

const names = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.json'));
const bytes = (file: string): number => statSync(join(import.meta.dirname, file)).size;

/** What only the picture can say: which points a surface hides. */
const withoutVisibility = (truth: Truth): Truth => ({
	...truth,
	frames: truth.frames.map((frame) => ({ ...frame, hands: frame.hands.map((hand) => ({ ...hand, vis: [] })) }))
});

it('lies here small: each truth beside its clip, no clip over 600 kB, 5 MB in all', () => {
	expect(names.length).toBe(8);
	const clips = names.map((name) => name.replace('.json', '.mp4'));
	for (const clip of clips) expect(bytes(clip), clip).toBeLessThanOrEqual(600_000);
	expect([...names, ...clips].reduce((sum, file) => sum + bytes(file), 0)).toBeLessThanOrEqual(5_000_000);
});

describe.each(names)('%s', (name) => {
	const stored = JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as Truth;

	it('is what its own options give today', () => {
		const plan = planTake(stored.options);
		const frames: FrameTruth[] = [];
		for (let i = 0; i < plan.count; i += 1) {
			if (!plan.dropped.includes(i)) frames.push(frameTruth(i, plan.at(i / stored.options.fps), stored.options));
		}
		const made = JSON.parse(JSON.stringify(buildTruth(stored.options, plan, stored.skin, frames))) as Truth;
		expect(withoutVisibility(made)).toEqual(withoutVisibility(stored));
	});

	it('hides a point only where it says so, and shows most of a hand that is in the picture', () => {
		let [shown, seen] = [0, 0];
		for (const { hands } of stored.frames) {
			for (const { px, vis } of hands) {
				px.forEach(([x, y], k) => {
					const inside = x >= 0 && y >= 0 && x < stored.width && y < stored.height;
					if (!inside) expect(vis[k]).toBe(0);
					shown += inside ? 1 : 0;
					seen += vis[k]!;
				});
			}
		}
		expect(seen / shown).toBeGreaterThan(0.4);
	});
});
