import {
	deferred,
	runSequence,
	type Attempted,
	type Op,
	type SequenceResult,
	type Tab,
	type TabState
} from '../../builders/edit-sequences.ts';

type Answer = { id: number; attempted?: Attempted; value?: unknown; error?: string };

/** Workers without a document: starting one takes longer than most of a sequence. */
const spare: Worker[] = [];
let source: string;
const start = () => new Worker(source, { type: 'module' });

class WorkerTab implements Tab {
	#worker: Worker;
	#calls = new Map<
		number,
		{ resolve: (value: unknown) => void; reject: (error: Error) => void; attempted?: (what: Attempted) => void }
	>();
	#next = 0;

	constructor() {
		this.#worker = spare.shift() ?? start();
		while (spare.length < 2) spare.push(start());
		this.#worker.onmessage = ({ data }: MessageEvent<Answer>) => {
			const call = this.#calls.get(data.id);
			if (data.attempted) return call?.attempted?.(data.attempted);
			this.#calls.delete(data.id);
			if (data.error) call?.reject(new Error(data.error));
			else call?.resolve(data.value);
		};
	}

	#call<T>(what: object, attempted?: (what: Attempted) => void): Promise<T> {
		const id = this.#next++;
		return new Promise<T>((resolve, reject) => {
			this.#calls.set(id, { resolve: resolve as (value: unknown) => void, reject, attempted });
			this.#worker.postMessage({ id, ...what });
		});
	}

	open = (docId: string) => this.#call<null>({ name: 'open', docId });
	run(op: Op) {
		const attempted = deferred<Attempted>();
		return { attempted: attempted.promise, acked: this.#call<boolean>({ name: 'run', op }, attempted.resolve) };
	}
	state = () => this.#call<TabState>({ name: 'state' });
	async close(): Promise<void> {
		await this.#call({ name: 'close' });
		spare.push(this.#worker);
	}
	async kill(): Promise<void> {
		this.#worker.terminate();
		for (const { resolve } of this.#calls.values()) resolve(false);
		this.#calls.clear();
	}
}

Object.assign(globalThis, {
	async converge(workerCode: string, seeds: readonly number[], steps: number): Promise<SequenceResult[]> {
		source ??= URL.createObjectURL(new Blob([workerCode], { type: 'text/javascript' }));
		const results: SequenceResult[] = [];
		for (const seed of seeds) {
			const openTab = async () => {
				const tab = new WorkerTab();
				await tab.open(`sequence-${seed}/person`);
				return tab;
			};
			results.push(await runSequence(seed, openTab, steps));
		}
		return results;
	}
});
