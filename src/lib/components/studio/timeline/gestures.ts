import type { Attachment } from 'svelte/attachments';

export type Gestures = {
	/** Closer (over 1) or wider round a place of the screen; `panPx`: what moves to the right with it. */
	zoom: (by: number, clientX: number, panPx: number) => void;
	/** To the right when positive, as the hand goes. */
	pan: (px: number) => void;
	/** One pointer presses a free place and goes on from there. */
	press: (event: PointerEvent) => void;
	move: (event: PointerEvent) => void;
	/** `tapped`: it never went further than a finger trembles. */
	lift: (event: PointerEvent, tapped: boolean) => void;
	/** Something else takes the pointer over: what `press` began is left. */
	leave: () => void;
	/** Held down for a while, or the second button of a mouse. */
	menu: (clientX: number, clientY: number, target: Element) => void;
};

const LONG_PRESS_MS = 450;
const SLACK_PX = 10;
/** How much closer one px of a wheel gets; a pinch on a trackpad comes as smaller numbers. */
const WHEEL = 0.002;
const PINCH = 0.01;
/** A wheel that counts in lines. */
const LINE_PX = 16;

type Finger = { x: number; y: number; fromX: number; fromY: number };

/** Wheel, trackpad, mouse and fingers on the timeline. What belongs to a handle (`data-handle`) is left to it. */
export const gestures =
	(on: Gestures): Attachment<HTMLElement> =>
	(element) => {
		const fingers = new Map<number, Finger>();
		let pressed: number | null = null;
		let longPress: ReturnType<typeof setTimeout> | undefined;
		let swallowClick = false;
		let panning: number | null = null;

		// Several events of one frame are one change.
		let waiting: { zoom: number; x: number; panPx: number } | null = null;
		const later = (zoom: number, x: number, panPx: number) => {
			if (!waiting) requestAnimationFrame(flush);
			waiting = { zoom: (waiting?.zoom ?? 1) * zoom, x, panPx: (waiting?.panPx ?? 0) + panPx };
		};
		const flush = () => {
			const now = waiting;
			waiting = null;
			if (!now) return;
			if (now.zoom === 1) on.pan(now.panPx);
			else on.zoom(now.zoom, now.x, now.panPx);
		};

		const leavePress = () => {
			clearTimeout(longPress);
			if (pressed === null) return;
			pressed = null;
			on.leave();
		};
		const openMenu = (x: number, y: number, target: Element) => {
			leavePress();
			on.menu(x, y, target);
		};

		const wheel = (event: WheelEvent) => {
			event.preventDefault();
			const scale = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
			const [dx, dy] = [event.deltaX * scale, event.deltaY * scale];
			if (event.ctrlKey) later(Math.exp(-dy * PINCH), event.clientX, 0);
			else if (event.shiftKey || Math.abs(dx) > Math.abs(dy)) later(1, event.clientX, -(dx || dy));
			else later(Math.exp(-dy * WHEEL), event.clientX, 0);
		};
		const down = (event: PointerEvent) => {
			const target = event.target as Element;
			swallowClick = false;
			if (event.pointerType === 'mouse' && event.button === 1) {
				event.preventDefault();
				panning = event.pointerId;
				element.setPointerCapture(event.pointerId);
			}
			if (event.button !== 0) return;
			fingers.set(event.pointerId, { x: event.clientX, y: event.clientY, fromX: event.clientX, fromY: event.clientY });
			if (fingers.size > 1) {
				leavePress();
				swallowClick = true;
				return;
			}
			if (event.pointerType !== 'mouse') {
				const { clientX, clientY } = event;
				longPress = setTimeout(() => {
					swallowClick = true;
					fingers.clear();
					openMenu(clientX, clientY, target);
				}, LONG_PRESS_MS);
			}
			if (target.closest('button, [data-handle]')) return;
			pressed = event.pointerId;
			element.setPointerCapture(event.pointerId);
			on.press(event);
		};
		const move = (event: PointerEvent) => {
			if (panning === event.pointerId) return later(1, event.clientX, event.movementX);
			const finger = fingers.get(event.pointerId);
			if (!finger) return;
			const before = { ...finger };
			finger.x = event.clientX;
			finger.y = event.clientY;
			if (Math.hypot(finger.x - finger.fromX, finger.y - finger.fromY) > SLACK_PX) clearTimeout(longPress);
			if (fingers.size === 2) {
				const other = [...fingers.values()].find((each) => each !== finger)!;
				// A pinch that starts with both fingers on one spot has no ratio.
				const apart = (x: number) => Math.max(24, Math.abs(x - other.x));
				later(apart(finger.x) / apart(before.x), (finger.x + other.x) / 2, (finger.x - before.x) / 2);
			} else if (pressed === event.pointerId) on.move(event);
		};
		const up = (event: PointerEvent) => {
			clearTimeout(longPress);
			if (panning === event.pointerId) panning = null;
			const finger = fingers.get(event.pointerId);
			fingers.delete(event.pointerId);
			if (pressed !== event.pointerId) return;
			pressed = null;
			if (event.type === 'pointercancel') return on.leave();
			const still = finger && Math.hypot(finger.x - finger.fromX, finger.y - finger.fromY) <= SLACK_PX / 2;
			on.lift(event, Boolean(still));
		};
		const contextmenu = (event: MouseEvent) => {
			event.preventDefault();
			// A finger's long press has opened it by now; the keyboard's menu key has no place.
			if (swallowClick) return;
			const target = event.target as Element;
			const box = target.getBoundingClientRect();
			const keyboard = event.clientX === 0 && event.clientY === 0;
			openMenu(keyboard ? box.left : event.clientX, keyboard ? box.bottom : event.clientY, target);
		};
		const click = (event: MouseEvent) => {
			if (!swallowClick) return;
			swallowClick = false;
			event.preventDefault();
			event.stopPropagation();
		};
		const listen = new AbortController();
		const { signal } = listen;
		element.addEventListener('wheel', wheel, { signal, passive: false });
		element.addEventListener('pointerdown', down, { signal });
		element.addEventListener('pointermove', move, { signal });
		element.addEventListener('pointerup', up, { signal });
		element.addEventListener('pointercancel', up, { signal });
		element.addEventListener('contextmenu', contextmenu, { signal });
		element.addEventListener('click', click, { signal, capture: true });
		return () => {
			clearTimeout(longPress);
			listen.abort();
		};
	};
