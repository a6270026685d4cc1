import { createHash } from 'node:crypto';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LfsBatchResponse } from '../../schema/hub-api.ts';
import { MAX_ROW_BYTES } from '../../schema/limits.ts';
import { aHub, aPerson, type TestPerson } from '../hub-fixture.ts';
import { handleObjectRequest } from './object-endpoint.ts';

type Reply = { status: number; body: string; headers: Record<string, unknown> };

describe('object endpoint', () => {
	let test: ReturnType<typeof aHub>;
	let server: Server;
	let origin: string;
	let worker: TestPerson;
	beforeEach(async () => {
		test = aHub();
		server = createServer((request, response) => {
			void handleObjectRequest(request, response, test.hub).then((own) => own || response.writeHead(299).end());
		});
		await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
		origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		worker = await aPerson(test.hub, 'worker');
	});
	afterEach(async () => {
		server.closeAllConnections();
		await new Promise((closed) => server.close(closed));
		await test.end();
	});
	// Node's fetch sets Sec-Fetch headers of its own, so the plain client is used.
	const send = (
		method: string,
		path: string,
		body: Buffer | string = '',
		more: Record<string, string> = {}
	): Promise<Reply> =>
		new Promise((resolve, reject) => {
			const headers = {
				cookie: worker.cookie,
				origin,
				'sec-fetch-site': 'same-origin',
				'content-length': String(Buffer.byteLength(body)),
				...more
			};
			const asked = httpRequest(`${origin}${path}`, { method, headers }, (response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('end', () =>
					resolve({
						status: response.statusCode!,
						body: Buffer.concat(chunks).toString('latin1'),
						headers: response.headers
					})
				);
			});
			asked.on('error', reject);
			asked.end(body);
		});
	const store = (person: TestPerson) => `/api/lfs/${person.who.personId}/objects`;
	const bytes = Buffer.from('some bytes');
	const oid = createHash('sha256').update(bytes).digest('hex');
	const batch = (operation: string) =>
		JSON.stringify({ operation, transfers: ['basic'], hash_algo: 'sha256', objects: [{ oid, size: bytes.length }] });
	const code = (reply: Reply) => [reply.status, JSON.parse(reply.body).code];

	it('moves an object as Git LFS does: ask, put, verify, get', async () => {
		const asked = LfsBatchResponse.parse(
			JSON.parse((await send('POST', `${store(worker)}/batch`, batch('upload'))).body)
		);
		expect(asked.objects[0]!.actions?.upload?.href).toBe(`${origin}${store(worker)}/${oid}`);
		expect((await send('PUT', `${store(worker)}/${oid}`, bytes)).status).toBe(200);
		expect((await send('POST', `${store(worker)}/verify`, JSON.stringify({ oid, size: bytes.length }))).status).toBe(
			200
		);
		const again = LfsBatchResponse.parse(
			JSON.parse((await send('POST', `${store(worker)}/batch`, batch('upload'))).body)
		);
		expect(again.objects[0]!.actions).toBeUndefined();
		const got = await send('GET', `${store(worker)}/${oid}`);
		expect(got.body).toBe('some bytes');
		expect(got.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'content-disposition': 'attachment' });
	});
	it('takes an object of exactly 4 MiB and refuses one byte more', async () => {
		const largest = Buffer.alloc(MAX_ROW_BYTES, 7);
		const name = createHash('sha256').update(largest).digest('hex');
		expect((await send('PUT', `${store(worker)}/${name}`, largest)).status).toBe(200);
		expect(code(await send('PUT', `${store(worker)}/${name}`, Buffer.alloc(MAX_ROW_BYTES + 1)))).toEqual([
			413,
			'too_large'
		]);
	});
	it('refuses bytes that do not match their name', async () => {
		expect(code(await send('PUT', `${store(worker)}/${oid}`, 'other bytes'))).toEqual([422, 'hash_mismatch']);
		expect(code(await send('GET', `${store(worker)}/${oid}`))).toEqual([404, 'not_found']);
	});
	it('refuses people without a session, and the store of another person whether it holds the object or not', async () => {
		const stranger = await aPerson(test.hub, 'worker', 'Ben');
		await send('PUT', `${store(worker)}/${oid}`, bytes);
		const none = { cookie: '' };
		expect(code(await send('PUT', `${store(worker)}/${oid}`, bytes, none))).toEqual([401, 'not_signed_in']);
		expect(code(await send('GET', `${store(worker)}/${oid}`, '', { cookie: 'handloom=made.up' }))).toEqual([
			401,
			'not_signed_in'
		]);
		const theirs = { cookie: stranger.cookie };
		expect(code(await send('GET', `${store(worker)}/${oid}`, '', theirs))).toEqual([403, 'not_allowed']);
		expect(code(await send('GET', `${store(worker)}/${'0'.repeat(64)}`, '', theirs))).toEqual([403, 'not_allowed']);
		expect(code(await send('POST', `${store(worker)}/batch`, batch('download'), theirs))).toEqual([403, 'not_allowed']);
		const own = LfsBatchResponse.parse(
			JSON.parse((await send('POST', `${store(stranger)}/batch`, batch('download'), theirs)).body)
		);
		expect(own.objects[0]!.error?.code).toBe(404);
	});
	it('refuses what does not come from a page of its own', async () => {
		for (const more of [
			{ origin: 'https://elsewhere.example' },
			{ 'sec-fetch-site': 'cross-site' },
			{ 'sec-fetch-site': '' },
			{ origin: '' }
		] as Record<string, string>[]) {
			expect(code(await send('PUT', `${store(worker)}/${oid}`, bytes, more))).toEqual([403, 'origin_refused']);
		}
	});
	it('refuses what is no batch, and leaves other addresses alone', async () => {
		expect(code(await send('POST', `${store(worker)}/batch`, 'no json'))).toEqual([400, 'bad_request']);
		expect(code(await send('POST', `${store(worker)}/batch`, '{"operation":"erase"}'))).toEqual([400, 'bad_request']);
		expect(code(await send('DELETE', `${store(worker)}/${oid}`))).toEqual([404, 'not_found']);
		expect(code(await send('GET', `/api/lfs/..%2f..%2fsecret/objects/${oid}`))).toEqual([404, 'not_found']);
		expect((await send('GET', '/api/me')).status).toBe(299);
	});
});
