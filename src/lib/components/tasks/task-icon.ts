import Box from '@lucide/svelte/icons/box';
import Coffee from '@lucide/svelte/icons/coffee';
import Hand from '@lucide/svelte/icons/hand';
import Inbox from '@lucide/svelte/icons/inbox';
import Milk from '@lucide/svelte/icons/milk';
import Shirt from '@lucide/svelte/icons/shirt';
import Droplets from '@lucide/svelte/icons/droplets';
import type { Component } from 'svelte';

/** A drawing for each built-in task; the open hand for a task that has none. Pictures of people are never used. */
const ICONS: Record<string, Component<{ size?: number; strokeWidth?: number }>> = {
	'move-block': Box,
	'open-drawer': Inbox,
	'fold-shirt': Shirt,
	'make-tea': Coffee,
	'open-jar': Milk,
	'wipe-table': Droplets
};
export const taskIcon = (taskId: string) => ICONS[taskId] ?? Hand;
