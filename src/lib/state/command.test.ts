import { expect, it } from 'vitest';
import { commandFor, isCombo, type Command } from './command.ts';

const press = (more: Partial<KeyboardEvent>) =>
	({ code: '', key: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more }) as KeyboardEvent;

it('places on the keyboard hold on every layout; Shift and Ctrl are part of a combination', () => {
	expect(isCombo(press({ code: 'KeyQ', key: 'a' }), { cap: 'Q', code: 'KeyQ' })).toBe(true);
	expect(isCombo(press({ code: 'KeyQ', key: 'Q', shiftKey: true }), { cap: 'Q', code: 'KeyQ' })).toBe(false);
	expect(isCombo(press({ code: 'KeyQ', key: 'q', ctrlKey: true }), { cap: 'Q', code: 'KeyQ' })).toBe(false);
});

it('written keys do not mind where they are or whether Shift writes them', () => {
	expect(isCombo(press({ code: 'Minus', key: '?', shiftKey: true }), { cap: '?', key: '?' })).toBe(true);
	expect(
		isCombo(press({ code: 'KeyW', key: 'Z', metaKey: true, shiftKey: true }), {
			cap: '',
			key: 'z',
			mod: true,
			shift: true
		})
	).toBe(true);
	expect(isCombo(press({ code: 'KeyW', key: 'z', metaKey: true }), { cap: '', key: 'z', mod: true, shift: true })).toBe(
		false
	);
});

it('the first command that can run gets the key', () => {
	const command = (id: string, can: boolean): Command => ({
		id,
		group: '',
		words: () => id,
		keys: [{ cap: 'G', code: 'KeyG' }],
		canRun: () => can,
		run: () => {}
	});
	const key = press({ code: 'KeyG', key: 'g' });
	expect(commandFor([command('picker', true), command('hold', true)], key)?.id).toBe('picker');
	expect(commandFor([command('picker', false), command('hold', true)], key)?.id).toBe('hold');
	expect(commandFor([command('picker', false)], key)).toBeUndefined();
});
