import * as Comlink from 'comlink';
import type { CutApi } from './cut-api.ts';
import { smartCut } from './smart-cut.ts';

Comlink.expose({
	async cut(media, pieces, onProgress) {
		const made = await smartCut(media, pieces, onProgress);
		return made.ok ? Comlink.transfer(made, [made.value.timesUs.buffer]) : made;
	}
} satisfies CutApi);
