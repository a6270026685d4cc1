import { expect, it } from 'vitest';
import { fail, ok, type Outcome } from '../../failure/failure.ts';
import type { TakeId } from '../../schema/ids.ts';
import type { KeptMarks } from '../../schema/take.ts';
import { keepMarks } from './keep-marks.ts';

const TAKE = 'take' as TakeId;
const held = [{ kind: 'failure' as const, fromMs: 1200, toMs: null }];
const released = [{ kind: 'failure' as const, fromMs: 1200, toMs: 1700 }];
const turn = () => new Promise((resolve) => setTimeout(resolve));

it('a mark is written when it is pressed, when it is let go and when the first frame is known', async () => {
	const written: KeptMarks[] = [];
	const keeper = keepMarks(TAKE, async (_, kept) => (written.push(kept), ok(null)));
	keeper.firstFrameAt(1000.5);
	await turn();
	expect(written).toEqual([]);
	keeper.keep(held);
	await turn();
	keeper.firstFrameAt(1000);
	keeper.firstFrameAt(1000);
	await turn();
	keeper.keep(released);
	const { kept, failure } = await keeper.stop();
	expect(written).toEqual([
		{ firstFrameAtMs: 1000.5, marks: held },
		{ firstFrameAtMs: 1000, marks: held },
		{ firstFrameAtMs: 1000, marks: released }
	]);
	expect(kept).toEqual(written.at(-1));
	expect(failure).toBeNull();
});

it('an older state never lies over a newer one: writes wait for one another and the newest is written', async () => {
	const order: string[] = [];
	let answer: (outcome: Outcome<null>) => void = () => undefined;
	const keeper = keepMarks(TAKE, (_, kept) => {
		order.push(String(kept.marks[0]!.toMs));
		return new Promise((resolve) => (answer = resolve));
	});
	keeper.keep(held);
	await turn();
	keeper.keep([{ ...held[0]!, toMs: 1500 }]);
	keeper.keep(released);
	expect(order).toEqual(['null']);
	answer(ok(null));
	await turn();
	expect(order).toEqual(['null', '1700']);
	answer(ok(null));
	await keeper.stop();
	expect(order).toHaveLength(2);
});

it('marks that could not be written are still there at the end, with the reason', async () => {
	const keeper = keepMarks(TAKE, async () => fail('storage_full', 'no room'));
	keeper.keep(released);
	const { kept, failure } = await keeper.stop();
	expect(kept.marks).toEqual(released);
	expect(failure?.code).toBe('storage_full');
});
