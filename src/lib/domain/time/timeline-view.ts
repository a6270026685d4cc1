/** The part of a clip that a timeline shows: `spanUs` long, from `fromUs` on. Microseconds, not whole. */
export type TimelineView = { readonly fromUs: number; readonly spanUs: number };

/** How far a frame is drawn apart at the closest look, CSS px. */
export const CLOSEST_FRAME_PX = 40;

/** The shortest part that is shown: frames of `frameUs` come to lie `CLOSEST_FRAME_PX` apart on `widthPx`. */
export const leastSpanUs = (frameUs: number, widthPx: number, endUs: number): number =>
	Math.min(endUs, Math.max(frameUs, (frameUs * widthPx) / CLOSEST_FRAME_PX));

/** The view inside the clip, not shorter than `leastUs`. */
export function clampView(view: TimelineView, endUs: number, leastUs: number): TimelineView {
	const spanUs = Math.max(Math.min(leastUs, endUs), Math.min(view.spanUs, endUs));
	return { spanUs, fromUs: Math.max(0, Math.min(view.fromUs, endUs - spanUs)) };
}

/** `by` times closer (under 1: wider); what lies at `aroundUs` stays where it is, as far as the clip allows. */
export function zoomView(
	view: TimelineView,
	by: number,
	aroundUs: number,
	endUs: number,
	leastUs: number
): TimelineView {
	const { spanUs } = clampView({ ...view, spanUs: view.spanUs / by }, endUs, leastUs);
	const share = (aroundUs - view.fromUs) / view.spanUs;
	return clampView({ spanUs, fromUs: aroundUs - share * spanUs }, endUs, leastUs);
}

/** The view so that `us` is in it, `marginShare` of its width from the edge; the same one where it is already. */
export function viewWith(view: TimelineView, us: number, endUs: number, marginShare = 0.05): TimelineView {
	if (us >= view.fromUs && us <= view.fromUs + view.spanUs) return view;
	return clampView({ ...view, fromUs: us - marginShare * view.spanUs }, endUs, view.spanUs);
}

/** Steps between marks of a ruler, seconds. */
const STEPS_S = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600];

/** Where a ruler has its marks, microseconds: at least `apartPx` apart, from just before the view to just after it. */
export function ticksOf(view: TimelineView, widthPx: number, apartPx: number, endUs: number): number[] {
	const leastS = (view.spanUs / 1e6 / Math.max(1, widthPx)) * apartPx;
	const stepUs = (STEPS_S.find((step) => step >= leastS) ?? 1200) * 1e6;
	const first = Math.max(0, Math.floor(view.fromUs / stepUs));
	const last = Math.floor(Math.min(endUs, view.fromUs + view.spanUs) / stepUs + 1e-9);
	return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * stepUs);
}
