export type MarkKind = 'failure' | 'recovery' | 'attempt';
/** A press and its letting go, wall-clock milliseconds as the recorder's first frame has them. */
export type PressedMark = { kind: MarkKind; fromMs: number; toMs: number };

/** The page's clock in wall-clock milliseconds: goes on evenly even when the clock on the wall is set. */
const nowMs = (): number => performance.timeOrigin + performance.now();

/** All presses of a take until now; `toMs` null: still held. */
type Keep = (marks: (Omit<PressedMark, 'toMs'> & { toMs: number | null })[]) => void;

/** What is pressed while one take is filmed. Becomes labels when the take is complete. */
export class FilmingMarks {
	marks = $state.raw<readonly PressedMark[]>([]);
	/** Kinds that are held now, since when. */
	held = $state.raw<Readonly<Partial<Record<MarkKind, number>>>>({});
	#now: () => number;
	#keep: Keep = () => undefined;

	constructor(now: () => number = nowMs) {
		this.#now = now;
	}

	count = (kind: MarkKind): number => this.marks.filter((mark) => mark.kind === kind).length;

	/** A new take. `keep` is called at each press and each letting go, so that a page that dies takes nothing along. */
	start(keep: Keep): void {
		this.marks = [];
		this.held = {};
		this.#keep = keep;
	}

	press = (kind: MarkKind): void => {
		if (this.held[kind] !== undefined) return;
		this.held = { ...this.held, [kind]: this.#now() };
		this.#keepAll();
	};

	release = (kind: MarkKind): void => {
		const fromMs = this.held[kind];
		if (fromMs === undefined) return;
		this.marks = [...this.marks, { kind, fromMs, toMs: this.#now() }];
		this.held = { ...this.held, [kind]: undefined };
		this.#keepAll();
	};

	/** The take ends: what is still held ends with it. Nothing is kept after this. */
	finish(): void {
		for (const kind of Object.keys(this.held) as MarkKind[]) this.release(kind);
		this.#keep = () => undefined;
	}

	#keepAll(): void {
		const held = (Object.entries(this.held) as [MarkKind, number | undefined][]).flatMap(([kind, fromMs]) =>
			fromMs === undefined ? [] : [{ kind, fromMs, toMs: null }]
		);
		this.#keep([...this.marks, ...held]);
	}
}
