import { m } from '$lib/paraglide/messages.js';
import type { Command } from '$lib/state/command.ts';
import type { LabelSession } from '$lib/state/label-session.svelte.ts';
import { arrow, at, command } from './combo.ts';

/** The player. */
export function playCommands(session: LabelSession): Command[] {
	const group = m.label_keys_play();
	const player = () => session.player!;
	return [
		command(group, 'toggle', m.label_play, [{ cap: 'Space', code: 'Space' }], () => player().toggle()),
		command(group, 'frame-back', m.label_frame_back, [at('Comma', { cap: ',' }), arrow('Left')], () =>
			player().step(-1)
		),
		command(group, 'frame-on', m.label_frame_on, [at('Period', { cap: '.' }), arrow('Right')], () => player().step(1)),
		command(
			group,
			'ten-back',
			m.label_ten_back,
			[at('Comma', { cap: 'Shift ,', shift: true }), arrow('Left', true)],
			() => player().step(-10)
		),
		command(
			group,
			'ten-on',
			m.label_ten_on,
			[at('Period', { cap: 'Shift .', shift: true }), arrow('Right', true)],
			() => player().step(10)
		),
		command(group, 'play-back', m.label_play_back, [at('KeyJ')], () =>
			player().playing === 'backward' ? player().faster() : player().playBack()
		),
		command(group, 'pause', m.label_pause, [at('KeyK')], () =>
			player().playing === 'still' ? player().realSpeed() : player().pause()
		),
		command(group, 'play', m.label_play, [at('KeyL')], () =>
			player().playing === 'forward' ? player().faster() : player().play()
		),
		command(group, 'to-start', m.label_to_start, [{ cap: 'Home', code: 'Home' }], () =>
			player().seek(session.kept.startUs)
		),
		command(group, 'to-end', m.label_to_end, [{ cap: 'End', code: 'End' }], () => player().seek(session.kept.endUs - 1))
	];
}
