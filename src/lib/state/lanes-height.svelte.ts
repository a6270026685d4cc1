import { keepTimelineHeight, readTimelineHeight } from '$lib/adapters/annotation/timeline-height.ts';

/** Ruler, film strip and one lane. */
const LEAST_PX = 104;
/** The picture keeps the rest. */
const MOST_OF_SCREEN = 0.62;
const STEP_PX = 16;
const FAR_PX = 64;

/** How high the lanes of the timeline are; all of them in sight at most. Remembered on the device. */
export class LanesHeight {
	/** As the person wants it; null: as it was made. */
	wantedPx = $state.raw<number | null>(null);
	/** As it is, and as high as all lanes are, CSS px; told by the page. */
	nowPx = $state(0);
	allPx = $state(0);
	screenPx = $state(0);
	readonly leastPx: number = $derived(Math.min(LEAST_PX, this.allPx));
	readonly mostPx: number = $derived(
		Math.max(this.leastPx, Math.min(this.allPx, Math.round(this.screenPx * MOST_OF_SCREEN)))
	);
	#keep: (px: number | null) => void;

	constructor(read = readTimelineHeight, keep = keepTimelineHeight) {
		this.wantedPx = read();
		this.#keep = keep;
	}

	/** Wanted, but no more than there is room and lanes for: what is kept may come from a larger screen. */
	readonly px: number | null = $derived(
		this.wantedPx === null ? null : Math.round(Math.max(this.leastPx, Math.min(this.wantedPx, this.mostPx)))
	);

	pull = (toPx: number): void => {
		this.wantedPx = Math.max(this.leastPx, Math.min(toPx, this.mostPx));
	};
	keep = (): void => this.#keep(this.wantedPx);
	reset = (): void => {
		this.wantedPx = null;
		this.keep();
	};

	/** What a key does on the separator; false: nothing. */
	key = (name: string, far: boolean): boolean => {
		const step = far ? FAR_PX : STEP_PX;
		const to = { ArrowUp: this.nowPx + step, ArrowDown: this.nowPx - step, Home: this.leastPx, End: this.mostPx }[name];
		if (to === undefined) return false;
		this.pull(to);
		this.keep();
		return true;
	};
}
