export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
const KEY = 'handloom-theme';

/** Kept in localStorage, because it must be known before the first paint. */
export function readTheme(): Theme {
	const kept = localStorage.getItem(KEY);
	return THEMES.find((theme) => theme === kept) ?? 'system';
}

export function applyTheme(theme: Theme): void {
	if (theme === 'system') delete document.documentElement.dataset['theme'];
	else document.documentElement.dataset['theme'] = theme;
}

export function keepTheme(theme: Theme): void {
	localStorage.setItem(KEY, theme);
	applyTheme(theme);
}
