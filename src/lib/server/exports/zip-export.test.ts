import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aHub } from '../hub-fixture.ts';
import { makeExport } from './make-export.ts';
import { zipExport } from './zip-export.ts';

describe('datasets from the hub’s pages', () => {
	let test: ReturnType<typeof aHub>;
	beforeEach(() => (test = aHub()));
	afterEach(() => test.end());
	const id = '01a1fc06-0000-7000-8000-000000000000';

	it('cannot be made of nothing', async () => {
		expect(await makeExport(test.hub, new AbortController().signal)).toMatchObject({
			ok: false,
			refusal: { code: 'export_empty' }
		});
	});
	it('come as a whole ZIP of the length that was said', async () => {
		mkdirSync(join(test.hub.dir.exports, id, 'meta'), { recursive: true });
		writeFileSync(join(test.hub.dir.exports, id, 'meta', 'info.json'), '{"fps":30}');
		const zip = await zipExport(test.hub, id);
		if (!zip.ok) throw new Error(zip.refusal.message);
		expect(zip.value.headers.get('content-disposition')).toBe('attachment; filename="handloom-lerobot-01a1fc06.zip"');
		const bytes = Buffer.from(await zip.value.arrayBuffer());
		expect(bytes.subarray(0, 4)).toEqual(Buffer.from('PK\x03\x04'));
		expect(String(bytes.byteLength)).toBe(zip.value.headers.get('content-length'));
		expect(bytes.includes('meta/info.json')).toBe(true);
		expect(bytes.includes('{"fps":30}')).toBe(true);
	});
	it('are found by their id alone', async () => {
		for (const wrong of ['', '..', '../objects', id])
			expect(await zipExport(test.hub, wrong)).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
	});
});
