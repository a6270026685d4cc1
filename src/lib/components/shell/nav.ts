import { m } from '$lib/paraglide/messages.js';
import type { Role } from '$lib/schema/hub-api.ts';
import Film from '@lucide/svelte/icons/film';
import Layers from '@lucide/svelte/icons/layers';
import ListIcon from '@lucide/svelte/icons/list';
import ListChecks from '@lucide/svelte/icons/list-checks';
import Settings from '@lucide/svelte/icons/settings';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import type { Component } from 'svelte';

export type NavItem = { href: string; words: () => string; icon: Component<{ size?: number }> };

const worker: NavItem[] = [
	{ href: '/', words: m.nav_tasks, icon: ListIcon },
	{ href: '/clips', words: m.nav_clips, icon: Film },
	{ href: '/consent', words: m.nav_consent, icon: ShieldCheck },
	{ href: '/settings', words: m.nav_settings, icon: Settings }
];

/** The main places for a person: everyone can film; annotators have their queue, owners the hub. */
export function navFor(role: Role | null): NavItem[] {
	if (role === 'annotator')
		return [...worker.slice(0, 2), { href: '/queue', words: m.nav_queue, icon: ListChecks }, worker[3]!];
	if (role === 'owner') return [...worker.slice(0, 2), { href: '/hub', words: m.nav_hub, icon: Layers }, worker[3]!];
	return worker;
}

/** Pages that fill the screen: the picture is the largest thing on them, and leaving is a button of their own. */
export const isBare = (path: string): boolean => /^\/(record|practice|take|annotate|join)\//.test(path);

/** The hub has a navigation of its own. */
export const isHub = (path: string): boolean => path === '/hub' || path.startsWith('/hub/');

export const isCurrent = (item: NavItem, path: string): boolean =>
	item.href === '/' ? path === '/' : path.startsWith(item.href);
