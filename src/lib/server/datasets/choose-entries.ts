import type { Discard, DiscardReason } from '../../failure/failure.ts';
import type { RenditionSpec } from '../../schema/programme.ts';
import type { DatasetEntry } from './dataset-source.ts';

/** The purpose that a dataset for training needs. */
export const TRAIN_PURPOSE = 'train';

/** Splits submissions into those that go into a dataset and a count, by reason, of those that stay out. Pure. */
export function chooseEntries(entries: readonly DatasetEntry[]): {
	chosen: DatasetEntry[];
	spec: RenditionSpec | null;
	leftOut: Discard[];
} {
	const leftOut = new LeftOut();
	const chosen: DatasetEntry[] = [];
	let spec: RenditionSpec | null = null;
	for (const entry of entries) {
		if (entry.state !== 'accepted') leftOut.add('take_not_accepted');
		else if (entry.purposes[TRAIN_PURPOSE] !== true) leftOut.add('purpose_not_granted');
		else if (spec && !sameShape(spec, entry.manifest.rendition)) leftOut.add('other_rendition');
		else {
			spec ??= entry.manifest.rendition;
			chosen.push(entry);
		}
	}
	return { chosen, spec, leftOut: leftOut.list() };
}

const sameShape = (a: RenditionSpec, b: RenditionSpec): boolean =>
	a.width === b.width && a.height === b.height && a.fps === b.fps && a.gop === b.gop;

/** Counts of what was left out, one line for each thing and reason. */
export class LeftOut {
	readonly #lines = new Map<string, Discard>();
	add(reason: DiscardReason, what = 'submission'): void {
		const key = `${reason} ${what}`;
		const line = this.#lines.get(key) ?? { what, reason, count: 0 };
		this.#lines.set(key, { ...line, count: line.count + 1 });
	}
	list(): Discard[] {
		return [...this.#lines.values()];
	}
}
