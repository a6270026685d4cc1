import { edgesInOrder } from '$lib/domain/annotation/edges.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Command } from '$lib/state/command.ts';
import type { LabelSession } from '$lib/state/label-session.svelte.ts';
import { at, command } from './combo.ts';

/** The timeline: zoom and pan, the way from edge to edge, edges of the selected label put where the playhead is. */
export function timelineCommands(session: LabelSession): Command[] {
	const group = m.label_keys_timeline();
	const { timeline } = session;
	const player = () => session.player!;
	const selected = () => session.selected !== null;
	const changing = () => selected() && !session.readOnly;
	const pan = (share: number) => timeline.pan(timeline.view.spanUs * share);
	const jump = (by: 1 | -1) => {
		const now = player().nowUs;
		const edges = edgesInOrder(session.doc, session.kept);
		const next = by > 0 ? edges.find((us) => us > now) : edges.findLast((us) => us < now);
		if (next !== undefined) void player().seek(Math.min(next, timeline.endUs - 1));
	};
	return [
		command(
			group,
			'zoom-in',
			m.label_zoom_in,
			[
				{ cap: '+', key: '+' },
				{ cap: '=', key: '=' }
			],
			() => timeline.zoomBy(2),
			() => timeline.canZoomIn
		),
		command(
			group,
			'zoom-out',
			m.label_zoom_out,
			[{ cap: '−', key: '-' }],
			() => timeline.zoomBy(1 / 2),
			() => timeline.canZoomOut
		),
		command(
			group,
			'zoom-frames',
			m.label_zoom_frames,
			[at('Digit9', { cap: '9' })],
			timeline.toFrames,
			() => timeline.canZoomIn
		),
		command(
			group,
			'zoom-all',
			m.label_zoom_all,
			[at('Digit0', { cap: '0' })],
			timeline.wholeClip,
			() => timeline.canZoomOut
		),
		command(
			group,
			'zoom-label',
			m.label_zoom_label,
			[at('Digit8', { cap: '8' })],
			() => {
				const { startUs, endUs } = session.selected!;
				timeline.show({ fromUs: startUs - (endUs - startUs) / 2, spanUs: (endUs - startUs) * 2 });
			},
			selected
		),
		command(
			group,
			'pan-left',
			m.label_pan_left,
			[at('Comma', { cap: 'Ctrl ,', mod: true })],
			() => pan(-0.25),
			() => timeline.canZoomOut
		),
		command(
			group,
			'pan-right',
			m.label_pan_right,
			[at('Period', { cap: 'Ctrl .', mod: true })],
			() => pan(0.25),
			() => timeline.canZoomOut
		),
		command(group, 'edge-before', m.label_edge_before, [at('BracketLeft', { cap: 'Shift [', shift: true })], () =>
			jump(-1)
		),
		command(group, 'edge-after', m.label_edge_after, [at('BracketRight', { cap: 'Shift ]', shift: true })], () =>
			jump(1)
		),
		command(
			group,
			'edge-start-here',
			m.label_edge_start_here,
			[at('KeyI', { cap: 'Shift I', shift: true })],
			() => session.edgeHere('start'),
			changing
		),
		command(
			group,
			'edge-end-here',
			m.label_edge_end_here,
			[at('KeyO', { cap: 'Shift O', shift: true })],
			() => session.edgeHere('end'),
			changing
		),
		command(
			group,
			'label-start',
			m.label_to_label_start,
			[at('KeyU', { cap: 'Shift U', shift: true })],
			() => player().seek(session.selected!.startUs),
			selected
		),
		command(
			group,
			'label-end',
			m.label_to_label_end,
			[at('KeyP', { cap: 'Shift P', shift: true })],
			() => player().seek(session.selected!.endUs - 1),
			selected
		),
		command(
			group,
			'no-snap',
			m.label_no_snap,
			[at('KeyM')],
			() => (timeline.snapping = false),
			() => true,
			() => (timeline.snapping = true)
		)
	];
}
