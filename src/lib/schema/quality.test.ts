import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { QualityReport, QualityRules } from './quality.ts';

const saved = JSON.parse(
	readFileSync(new URL('../../../tests/golden/quality-report-1/report.json', import.meta.url), 'utf8')
) as object;

describe('a saved report', () => {
	it('of version 1 is read as one of the take, with nothing declared, by the rules that it was judged by', () => {
		const report = QualityReport.parse(saved);
		expect(report).toEqual({
			...saved,
			schema: 'quality-report/2',
			of: 'take',
			declared: { absent: { left: [], right: [] }, covered: { left: false, right: false } }
		});
		expect(report.rulesVersion).toBe(2);
	});
	it('of version 2 is read as it is, and a migrated one reads as itself', () => {
		const report = QualityReport.parse(saved);
		expect(QualityReport.parse(report)).toEqual(report);
	});
	it('of a version that nobody knows is not read', () => {
		expect(QualityReport.safeParse({ ...saved, schema: 'quality-report/3' }).success).toBe(false);
	});
});

describe('rules of a programme', () => {
	it('are refused where warning would begin after the retake', () => {
		expect(QualityRules.safeParse({ limits: { dark: { accept: 50, hard: 70 } } }).success).toBe(false);
		expect(QualityRules.safeParse({ limits: { idle: { accept: 2, hard: 1 } } }).success).toBe(false);
		expect(QualityRules.safeParse({ limits: { dark: { accept: 50, hard: 50 } }, most: { shake: 'off' } }).success).toBe(
			true
		);
	});
	it('name only limits and rules that there are', () => {
		expect(QualityRules.safeParse({ limits: { darkness: { accept: 1, hard: 1 } } }).success).toBe(false);
		expect(QualityRules.safeParse({ most: { luck: 'off' } }).success).toBe(false);
	});
});
