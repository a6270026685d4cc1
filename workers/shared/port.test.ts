import { expect, it } from 'vitest';
import { ok, type Outcome } from '../../src/lib/failure/failure.ts';
import { openWorkerPort } from './port.ts';

class SilentWorker extends EventTarget {
	ended = 0;
	postMessage() {}
	terminate() {
		this.ended += 1;
	}
}
const aPort = () => {
	const worker = new SilentWorker();
	return { worker, port: openWorkerPort<object>(worker as unknown as Worker) };
};
const never = () => new Promise<Outcome<number>>(() => {});
const codeOf = (outcome: Outcome<unknown>) => (outcome.ok ? 'ok' : outcome.failure.code);

it('gives answers, and lets a throw in the worker through', async () => {
	const { port } = aPort();
	expect(await port.call(async () => ok(7))).toEqual(ok(7));
	await expect(port.call(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
	expect(port.dead).toBe(false);
});

it('ends every call that waits when the worker dies, and every later one at once', async () => {
	const { port, worker } = aPort();
	const waiting = [port.call(never), port.call(never)];
	worker.dispatchEvent(new Event('messageerror'));
	expect((await Promise.all(waiting)).map(codeOf)).toEqual(['worker_died', 'worker_died']);
	expect(codeOf(await port.call(async () => ok(1)))).toBe('worker_died');
	expect(await port.died).toBe('message could not be read');
	port.close();
	expect([port.dead, worker.ended]).toEqual([true, 1]);
});
