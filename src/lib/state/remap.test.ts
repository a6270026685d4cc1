import { describe, expect, it } from 'vitest';
import { commandFor, type Command, type KeyCombo, type Scope } from './command.ts';
import { findCommands } from './find-commands.ts';
import { chooseKey, clashesWith, comboFrom, remapped, resetKey, sameCombo } from './remap.ts';

const press = (more: Partial<KeyboardEvent>) =>
	({ code: '', key: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more }) as KeyboardEvent;
const command = (id: string, keys: KeyCombo[], scope?: Scope, words = id): Command => ({
	id,
	group: 'Group',
	words: () => words,
	keys,
	scope,
	canRun: () => true,
	run: () => {}
});
const G: KeyCombo = { cap: 'G', code: 'KeyG' };
const list = [
	command('hold', [G], 'free'),
	command('grip', [G], 'grip'),
	command('keys', [{ cap: '?', key: '?' }]),
	command('play', [{ cap: 'Space', code: 'Space' }])
];

describe('a key pressed for a command', () => {
	it('is a place on the keyboard with its modifiers, and reads as it is printed', () => {
		expect(comboFrom(press({ code: 'KeyQ', key: 'a' }))).toEqual({ cap: 'A', code: 'KeyQ' });
		expect(comboFrom(press({ code: 'KeyK', key: 'K', shiftKey: true, metaKey: true }))).toEqual({
			cap: 'Ctrl Shift K',
			code: 'KeyK',
			mod: true,
			shift: true
		});
		expect(comboFrom(press({ code: 'ArrowLeft', key: 'ArrowLeft' }))).toEqual({ cap: '←', code: 'ArrowLeft' });
	});

	it('waits while only modifiers are down, and refuses what the browser keeps', () => {
		expect(comboFrom(press({ code: 'ShiftLeft', key: 'Shift', shiftKey: true }))).toBeNull();
		expect(comboFrom(press({ code: 'KeyW', key: 'w', ctrlKey: true }))).toBe('kept');
		expect(comboFrom(press({ code: 'Tab', key: 'Tab' }))).toBe('kept');
		expect(comboFrom(press({ code: 'KeyG', key: 'g', altKey: true }))).toBe('kept');
	});
});

describe('clashes', () => {
	it('are commands that wait for the same key in the same state; without a state in any', () => {
		expect(clashesWith(list, 'play', G).map(({ id }) => id)).toEqual(['hold', 'grip']);
		expect(clashesWith([...list, command('other', [], 'grip')], 'other', G).map(({ id }) => id)).toEqual(['grip']);
		expect(clashesWith(list, 'hold', G)).toEqual([]);
	});

	it('a written key and a place meet by what is on the cap', () => {
		expect(sameCombo({ cap: '?', key: '?' }, { cap: 'Shift ?', code: 'Slash', shift: true })).toBe(true);
		expect(sameCombo({ cap: 'Ctrl Z', key: 'z', mod: true, shift: false }, { cap: 'Z', code: 'KeyZ' })).toBe(false);
		expect(
			sameCombo(
				{ cap: 'Ctrl Z', key: 'z', mod: true, shift: false },
				{ cap: 'Ctrl Shift Z', code: 'KeyZ', mod: true, shift: true }
			)
		).toBe(false);
	});

	it('are settled by taking the key away from the other; reset gives both their own again', () => {
		const taken = chooseKey({}, 'play', G, clashesWith(list, 'play', G));
		const now = remapped(list, taken);
		expect(commandFor(now, press({ code: 'KeyG', key: 'g' }))?.id).toBe('play');
		expect(now.find(({ id }) => id === 'hold')!.keys).toEqual([]);
		const back = remapped(list, resetKey(resetKey(resetKey(taken, 'play'), 'hold'), 'grip'));
		expect(back).toEqual(list);
	});
});

it('commands are found by any of their words, without accents or case; the nearest first', () => {
	const commands = [
		command('a', [], undefined, 'Ein Bild zurück'),
		command('b', [], undefined, 'Zurück zum Anfang'),
		command('c', [G], undefined, 'Abspielen')
	];
	expect(findCommands(commands, ' zuruck ').map(({ id }) => id)).toEqual(['b', 'a']);
	expect(findCommands(commands, 'bild zurück').map(({ id }) => id)).toEqual(['a']);
	expect(findCommands(commands, 'पीछे')).toEqual([]);
	expect(findCommands(commands, '')).toHaveLength(3);
});
