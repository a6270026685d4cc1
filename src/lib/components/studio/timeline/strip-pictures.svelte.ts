import type { ShownFrame } from '$lib/adapters/workers/frames-port.ts';
import { frameAt } from '$lib/domain/time/frame-times.ts';
import type { Player } from '$lib/state/player.svelte.ts';
import type { Drawing } from './draw-lanes.ts';

type Picture = ShownFrame['picture'];
/** Small pictures that are kept; at 88 px high about 6 MB. */
const MOST = 160;
/** The view has to stand still for so long before pictures are asked for: a decoder would only slow a zoom down. */
const CALM_MS = 140;

/**
 * The pictures under a timeline. A place in the clip has the same picture at every look: places are powers of two apart, so
 * that a closer look keeps what is there and fills in between, and shows the nearest coarser one meanwhile.
 */
export class StripPictures {
	/** Raised when pictures have come: whoever draws draws again. */
	#come = $state(0);
	// eslint-disable-next-line svelte/prefer-svelte-reactivity -- `#come` tells what changed
	#kept = new Map<string, Picture>();
	// eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing is drawn from it
	#hopeless = new Set<string>();
	#player: Player;
	#heightPx: number;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#asking = false;
	#closed = false;

	constructor(player: Player, heightPx: number) {
		this.#player = player;
		this.#heightPx = heightPx;
	}

	/** Draws what there is and asks for what is missing. `aspect`: width over height of the picture. */
	draw({ ctx, width, height, view, xOf }: Drawing, aspect: number, endUs: number): void {
		void this.#come;
		const eachPx = height * aspect;
		const usPerPx = view.spanUs / width;
		const slotUs = 2 ** Math.floor(Math.log2(eachPx * usPerPx));
		const missing: number[] = [];
		for (let slot = Math.max(0, Math.floor(view.fromUs / slotUs)); slot * slotUs < view.fromUs + view.spanUs; slot++) {
			if (slot * slotUs >= endUs) break;
			const [from, to] = [xOf(slot * slotUs), xOf((slot + 1) * slotUs)];
			const picture = this.#nearest(slotUs, slot);
			const name = `${slotUs}/${slot}`;
			if (!this.#kept.has(name) && !this.#hopeless.has(name)) missing.push(slot);
			if (!picture) continue;
			// The middle of the picture, as wide as its slot.
			const share = Math.min(1, (to - from) / eachPx);
			const wide = 'displayWidth' in picture ? picture.displayWidth : picture.width;
			const high = 'displayHeight' in picture ? picture.displayHeight : picture.height;
			ctx.drawImage(picture, (wide * (1 - share)) / 2, 0, wide * share, high, from, 0, to - from + 0.5, height);
		}
		clearTimeout(this.#timer);
		if (missing.length > 0) this.#timer = setTimeout(() => void this.#ask(slotUs, missing, endUs), CALM_MS);
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#timer);
		for (const picture of this.#kept.values()) picture.close();
		this.#kept.clear();
	}

	#nearest(slotUs: number, slot: number): Picture | undefined {
		for (let up = 0; up < 12; up++) {
			const name = `${slotUs * 2 ** up}/${Math.floor(slot / 2 ** up)}`;
			const picture = this.#kept.get(name);
			if (!picture) continue;
			// What was used last is thrown away last.
			this.#kept.delete(name);
			this.#kept.set(name, picture);
			return picture;
		}
		return undefined;
	}

	async #ask(slotUs: number, slots: readonly number[], endUs: number): Promise<void> {
		if (this.#asking || this.#closed) return;
		this.#asking = true;
		const times = slots.map((slot) => Math.min(endUs - 1, (slot + 0.5) * slotUs));
		const shown = await this.#player.strip(times, this.#heightPx);
		this.#asking = false;
		if (!shown.ok) return;
		// A frame that cannot be decoded is missing in the answer, and is not asked for again.
		let at = 0;
		slots.forEach((slot, i) => {
			const name = `${slotUs}/${slot}`;
			const next = shown.value[at];
			if (next?.ptsUs !== frameAt(this.#player.frames, times[i]!)) return void this.#hopeless.add(name);
			at++;
			if (this.#closed) next.picture.close();
			else this.#keep(name, next.picture);
		});
		for (const { picture } of shown.value.slice(at)) picture.close();
		this.#come++;
	}

	#keep(name: string, picture: Picture): void {
		this.#kept.get(name)?.close();
		this.#kept.set(name, picture);
		for (const [oldest, old] of this.#kept) {
			if (this.#kept.size <= MOST) break;
			old.close();
			this.#kept.delete(oldest);
		}
	}
}
