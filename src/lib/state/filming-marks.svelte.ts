export type MarkKind = 'failure' | 'recovery' | 'attempt';
/** A press and its letting go, wall-clock milliseconds as the recorder's first frame has them. */
export type PressedMark = { kind: MarkKind; fromMs: number; toMs: number };

/** The page's clock in wall-clock milliseconds: goes on evenly even when the clock on the wall is set. */
const nowMs = (): number => performance.timeOrigin + performance.now();

/** What is pressed while one take is filmed. Becomes labels when the take is complete. */
export class FilmingMarks {
	marks = $state.raw<readonly PressedMark[]>([]);
	/** Kinds that are held now, since when. */
	held = $state.raw<Readonly<Partial<Record<MarkKind, number>>>>({});
	#now: () => number;

	constructor(now: () => number = nowMs) {
		this.#now = now;
	}

	count = (kind: MarkKind): number => this.marks.filter((mark) => mark.kind === kind).length;

	/** A new take. */
	start(): void {
		this.marks = [];
		this.held = {};
	}

	press = (kind: MarkKind): void => {
		if (this.held[kind] === undefined) this.held = { ...this.held, [kind]: this.#now() };
	};

	release = (kind: MarkKind): void => {
		const fromMs = this.held[kind];
		if (fromMs === undefined) return;
		this.marks = [...this.marks, { kind, fromMs, toMs: this.#now() }];
		this.held = { ...this.held, [kind]: undefined };
	};

	/** The take ends: what is still held ends with it. */
	finish(): readonly PressedMark[] {
		for (const kind of Object.keys(this.held) as MarkKind[]) this.release(kind);
		return this.marks;
	}
}
