import type { Attachment } from 'svelte/attachments';

/** Arrow keys move the focus among the radios of a group, which is one tab stop. Home and End go to its ends. */
export const arrowsWithin: Attachment<HTMLElement> = (group) => {
	const listener = (event: KeyboardEvent) => {
		const radios = [...group.querySelectorAll<HTMLElement>('[role=radio]')].filter(
			(radio) => radio.offsetParent !== null
		);
		const at = radios.indexOf(document.activeElement as HTMLElement);
		if (at < 0) return;
		const to = {
			ArrowLeft: at - 1,
			ArrowUp: at - 1,
			ArrowRight: at + 1,
			ArrowDown: at + 1,
			Home: 0,
			End: radios.length - 1
		}[event.key];
		if (to === undefined) return;
		event.preventDefault();
		event.stopPropagation();
		radios[(to + radios.length) % radios.length]!.focus();
	};
	group.addEventListener('keydown', listener);
	// With nothing chosen, the first radio is the way in.
	const entry = () => {
		const radios = [...group.querySelectorAll<HTMLElement>('[role=radio]')].filter(
			(radio) => radio.offsetParent !== null
		);
		if (radios.length > 0 && !radios.some((radio) => radio.tabIndex === 0)) radios[0]!.tabIndex = 0;
	};
	entry();
	const observer = new MutationObserver(entry);
	observer.observe(group, { subtree: true, attributes: true, attributeFilter: ['aria-checked'] });
	return () => {
		observer.disconnect();
		group.removeEventListener('keydown', listener);
	};
};
