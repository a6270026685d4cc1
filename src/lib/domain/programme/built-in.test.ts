import { describe, expect, it } from 'vitest';
import { Programme } from '../../schema/programme.ts';
import { builtInProgramme, taskOf } from './built-in.ts';

describe('the built-in programme', () => {
	it('is a valid programme of six tasks with different ids', () => {
		const parsed = Programme.parse(builtInProgramme);
		expect(new Set(parsed.tasks.map((task) => task.id)).size).toBe(6);
	});
	it('has time ranges that begin before they end', () => {
		for (const task of builtInProgramme.tasks) expect(task.timeRangeS.min).toBeLessThan(task.timeRangeS.max);
	});
	it('has one task that the ten-second sample of one hand fits', () => {
		const task = taskOf(builtInProgramme, 'move-block')!;
		expect(task.hands).toBe('one');
		expect(task.timeRangeS.min).toBeLessThanOrEqual(10);
		expect(task.timeRangeS.max).toBeGreaterThanOrEqual(10);
	});
	it('asks for a rendition whose key frames come twice a second', () => {
		expect(builtInProgramme.rendition.gop * 2).toBe(builtInProgramme.rendition.fps);
	});
	it('names every purpose once', () => {
		const ids = builtInProgramme.purposes.map((purpose) => purpose.id);
		expect(new Set(ids).size).toBe(ids.length);
	});
});
