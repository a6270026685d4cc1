import { fetchOverview } from '$lib/adapters/hub/review.ts';
import { builtInProgramme } from '$lib/domain/programme/built-in.ts';
import type { HubOverview } from '$lib/schema/hub-api.ts';
import { createContext } from 'svelte';
import { Asked } from './asked.svelte.ts';

/** What all pages of the hub share: the programme, and its counts, asked anew after each review. */
export class HubHome {
	readonly programme = builtInProgramme;
	readonly overview = new Asked<HubOverview>(fetchOverview);
	waiting = $derived(this.overview.value?.waiting ?? null);
}

export const [useHubHome, provideHubHome] = createContext<HubHome>();
