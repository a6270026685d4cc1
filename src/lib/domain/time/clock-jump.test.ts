import { expect, it } from 'vitest';
import { sleptMs } from './clock-jump.ts';

const start = { wallMs: 1_000_000, pageMs: 500 };
const later = (wall: number, page: number) => ({ wallMs: start.wallMs + wall, pageMs: start.pageMs + page });

it('knows sleep by the wall clock that went on alone, hidden or not', () => {
	expect(sleptMs(start, later(60_100, 100), false)).toBe(60_100);
	expect(sleptMs(start, later(60_100, 100), true)).toBe(60_100);
});
it('knows sleep by a tick that comes much too late, where both clocks went on', () => {
	expect(sleptMs(start, later(30_000, 30_000), false)).toBe(30_000);
	expect(sleptMs(start, later(30_000, 30_000), true)).toBe(0);
});
it('takes a busy page or a clock that is set right for what they are', () => {
	expect(sleptMs(start, later(1_200, 1_200), false)).toBe(0);
	expect(sleptMs(start, later(900, 100), false)).toBe(0);
	expect(sleptMs(start, later(-3_600_000, 100), false)).toBe(0);
});
