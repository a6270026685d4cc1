import { m } from '$lib/paraglide/messages.js';
import Inbox from '@lucide/svelte/icons/inbox';
import Layers from '@lucide/svelte/icons/layers';
import Package from '@lucide/svelte/icons/package';
import Users from '@lucide/svelte/icons/users';
import type { Component } from 'svelte';

export type HubPlace = { href: string; words: () => string; icon: Component<{ size?: number }>; waiting?: true };

export const HUB_PLACES: readonly HubPlace[] = [
	{ href: '/hub', words: m.hub_nav_programme, icon: Layers },
	{ href: '/hub/takes', words: m.hub_nav_takes, icon: Inbox, waiting: true },
	{ href: '/hub/people', words: m.hub_nav_people, icon: Users },
	{ href: '/hub/export', words: m.hub_nav_export, icon: Package }
];

export const isHere = (place: HubPlace, path: string): boolean =>
	place.href === '/hub' ? path === '/hub' : path.startsWith(place.href);
