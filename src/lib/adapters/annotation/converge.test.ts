import { expect, it } from 'vitest';
import {
	chance,
	deferred,
	runOp,
	runSequence,
	type Attempted,
	type Tab
} from '../../../../tests/builders/edit-sequences.ts';
import { openAnnotation } from './open-annotation.ts';
import { memoryUpdates, type UpdateStore } from './update-store.ts';

/** 1 000 sequences over the real store: `npm run bench -- converge`. Here the same ones over memory. */
const SEQUENCES = 60;

/** The disk as one tab has it: writes take their time, and a tab that is dead writes nothing more. */
function diskOf(shared: ReturnType<typeof memoryUpdates>, random: () => number) {
	let dead = false;
	const store: UpdateStore = {
		...shared,
		async append(row) {
			await new Promise((resolve) => setTimeout(resolve, random() * 3));
			if (dead) throw new Error('dead');
			await shared.append(row);
			// Written, but the tab may not live to say so.
			if (random() < 0.3) await new Promise((resolve) => setTimeout(resolve, random() * 2));
			if (dead) throw new Error('dead');
		}
	};
	return { store, die: () => void (dead = true) };
}

for (let i = 0; i < 4; i++) {
	const seeds = Array.from({ length: SEQUENCES / 4 }, (_, k) => 1 + i * (SEQUENCES / 4) + k);
	it(`[UNDO3] tabs converge and nothing acknowledged is lost: seeds ${seeds[0]} to ${seeds.at(-1)}`, async () => {
		for (const seed of seeds) {
			const shared = memoryUpdates();
			let opened = 0;
			const openTab = async (): Promise<Tab> => {
				const disk = diskOf(shared, chance(seed * 31 + ++opened));
				const outcome = await openAnnotation(`converge-${seed}/worker`, { store: disk.store });
				if (!outcome.ok) throw new Error(outcome.failure.message);
				const document = outcome.value;
				let alive = true;
				return {
					run(op) {
						const attempted = deferred<Attempted>();
						const acked = runOp(document, op, attempted.resolve);
						return { attempted: attempted.promise, acked: acked.then((saved) => saved && alive) };
					},
					state: async () => ({
						snapshot: document.snapshot(),
						done: document.history.done.map(({ planId }) => planId),
						undone: document.history.undone.map(({ planId }) => planId)
					}),
					close: () => document.close(),
					async kill() {
						alive = false;
						disk.die();
						await document.close();
					}
				};
			};
			const result = await runSequence(seed, openTab);
			expect(result.problems, `seed ${seed}`).toEqual([]);
		}
	}, 60_000); // prettier-ignore
}
