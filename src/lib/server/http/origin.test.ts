import { describe, expect, it } from 'vitest';
import { checkOrigin } from './origin.ts';

const own = 'https://hub.example';
const asked = (method: string, headers: Record<string, string>) => checkOrigin(method, new Headers(headers), own).ok;

describe('where a request may come from', () => {
	it('is anywhere for reading', () => {
		expect(asked('GET', {})).toBe(true);
		expect(asked('HEAD', { origin: 'https://elsewhere.example' })).toBe(true);
	});
	it('is a page of this very origin for everything else', () => {
		expect(asked('POST', { origin: own, 'sec-fetch-site': 'same-origin' })).toBe(true);
		for (const headers of [
			{},
			{ origin: own },
			{ 'sec-fetch-site': 'same-origin' },
			{ origin: own, 'sec-fetch-site': 'none' },
			{ origin: own, 'sec-fetch-site': 'same-site' },
			{ origin: 'https://hub.example.evil', 'sec-fetch-site': 'same-origin' },
			{ origin: 'http://hub.example', 'sec-fetch-site': 'same-origin' },
			{ origin: 'null', 'sec-fetch-site': 'same-origin' }
		]) {
			for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
				expect(asked(method, headers as Record<string, string>)).toBe(false);
		}
	});
});
