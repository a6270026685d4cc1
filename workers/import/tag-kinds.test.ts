import { expect, it } from 'vitest';
import { codecName, countTags } from './tag-kinds.ts';

it('sorts what a phone writes into place, device, time and the container’s own', () => {
	const raw = {
		major_brand: 'isom',
		encoder: 'x',
		location: '+52+004/',
		'©xyz': '+52+004/',
		'com.apple.quicktime.location.ISO6709': '+52',
		'com.apple.quicktime.model': 'Phone9',
		'com.android.version': '15',
		'©mak': 'Acme',
		creation_time: '2026',
		title: 'My kitchen'
	};
	expect(countTags({ title: 'My kitchen', raw })).toEqual({ format: 2, location: 3, device: 3, time: 1, other: 1 });
	expect(countTags({})).toEqual({});
});

it('calls codecs as people do', () => {
	expect(['mp4v', 'V_MPEG4/ISO/ASP', 'V_MPEG4/ISO/AVC', 'hvc1.1.6.L93', 'zzzz'].map(codecName)).toEqual([
		'MPEG-4 Part 2',
		'MPEG-4 Part 2',
		'H.264',
		'H.265 (HEVC)',
		'zzzz'
	]);
});
