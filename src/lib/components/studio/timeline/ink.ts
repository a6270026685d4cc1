/** The colours of the page as a canvas takes them, and its font. */
export type Ink = Record<(typeof TOKENS)[number], string> & { font: string };

const TOKENS = [
	'ink', 'ink-2', 'ink-3', 'panel', 'sunken', 'line', 'line-strong',
	'left', 'left-tint', 'right', 'right-tint', 'failure', 'recovery', 'recovery-tint',
	'step-1', 'step-2', 'step-3', 'step-4'
] as const; // prettier-ignore

export function inkOf(element: Element): Ink {
	const style = getComputedStyle(element);
	const colours = Object.fromEntries(TOKENS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
	return { ...colours, font: style.fontFamily } as Ink;
}

/** Calls `changed` when the theme does. Returns the way to stop. */
export function onTheme(changed: () => void): () => void {
	const dark = matchMedia('(prefers-color-scheme: dark)');
	const chosen = new MutationObserver(changed);
	dark.addEventListener('change', changed);
	chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
	return () => {
		dark.removeEventListener('change', changed);
		chosen.disconnect();
	};
}
