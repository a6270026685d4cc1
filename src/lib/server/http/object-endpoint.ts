import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { messageOf } from '../../failure/failure.ts';
import { LfsBatchRequest } from '../../schema/hub-api.ts';
import { ObjectRef } from '../../schema/submission.ts';
import { MAX_ROW_BYTES } from '../../schema/limits.ts';
import { parseWire, refuse, type Answer } from '../answer.ts';
import { demand, identityOf } from '../auth/identity.ts';
import type { Hub } from '../hub.ts';
import { answerBatch } from './lfs-batch.ts';
import { answerJson, answerRefusal, headersOf, readJson } from './node-answer.ts';
import { checkOrigin, originOf } from './origin.ts';

const LFS_TYPE = 'application/vnd.git-lfs+json';
const PATH = /^\/api\/lfs\/([A-Za-z0-9_-]{1,64})\/objects\/(batch|verify|[0-9a-f]{64})$/;

type Call = { request: IncomingMessage; response: ServerResponse; hub: Hub; person: string; base: string };

/**
 * The object store over HTTP: Git LFS Batch API with basic transfer, one store for each contributor.
 *   POST /api/lfs/PERSON/objects/batch · PUT and GET /api/lfs/PERSON/objects/OID · POST /api/lfs/PERSON/objects/verify
 * Stands outside SvelteKit, whose body limit refuses 4 MiB; checks origin and session itself.
 * false: the address is not below `/api/lfs/`, and nothing was answered.
 */
export async function handleObjectRequest(
	request: IncomingMessage,
	response: ServerResponse,
	hub: Hub
): Promise<boolean> {
	const path = (request.url ?? '').split('?')[0]!;
	if (!path.startsWith('/api/lfs/')) return false;
	try {
		const answer = await dispatch(request, response, hub, path);
		if (!answer.ok) answerRefusal(request, response, answer.refusal);
	} catch (error) {
		if (response.headersSent) response.destroy();
		else answerRefusal(request, response, { code: 'internal', message: messageOf(error), more: {} });
	}
	return true;
}

const done = { ok: true, value: null } as const;

async function dispatch(
	request: IncomingMessage,
	response: ServerResponse,
	hub: Hub,
	path: string
): Promise<Answer<null>> {
	const origin = originOf(request);
	const headers = headersOf(request);
	const allowed = checkOrigin(request.method, headers, origin);
	if (!allowed.ok) return allowed;
	const who = demand((await identityOf(hub, headers)).who);
	if (!who.ok) return who;
	const [, person, last] = PATH.exec(path) ?? [];
	if (!person || !last) return refuse('not_found', path);
	// Asked before anything is looked up: another person's store says the same whatever it holds.
	if (person !== who.value.personId)
		return refuse('not_allowed', `the store of ${person} is not ${who.value.personId}'s`);
	const call: Call = { request, response, hub, person, base: `${origin}/api/lfs/${person}/objects` };
	if (request.method === 'POST' && last === 'batch') return batch(call);
	if (request.method === 'POST' && last === 'verify') return verify(call);
	if (request.method === 'PUT' && last.length === 64) return put(call, last);
	if (request.method === 'GET' && last.length === 64) return get(call, last);
	return refuse('not_found', `${request.method} ${path}`);
}

async function batch({ request, response, hub, person, base }: Call): Promise<Answer<null>> {
	const body = await readJson(request);
	if (!body.ok) return body;
	const wanted = parseWire(LfsBatchRequest, body.value);
	if (!wanted.ok) return wanted;
	answerJson(response, 200, await answerBatch(hub.objects, person, base, wanted.value), LFS_TYPE);
	return done;
}

async function verify({ request, response, hub, person }: Call): Promise<Answer<null>> {
	const body = await readJson(request);
	if (!body.ok) return body;
	const object = parseWire(ObjectRef, body.value);
	if (!object.ok) return object;
	if ((await hub.objects.size(person, object.value.oid)) !== object.value.size)
		return refuse('not_found', `no object ${object.value.oid}`);
	answerJson(response, 200, object.value, LFS_TYPE);
	return done;
}

async function put({ request, response, hub, person }: Call, oid: string): Promise<Answer<null>> {
	if (Number(request.headers['content-length']) > MAX_ROW_BYTES)
		return refuse('too_large', `${request.headers['content-length']} bytes`);
	const stored = await hub.objects.put(person, oid, request as AsyncIterable<Buffer>);
	if (!stored.ok) return stored;
	answerJson(response, 200, stored.value);
	return done;
}

async function get({ response, hub, person }: Call, oid: string): Promise<Answer<null>> {
	const size = await hub.objects.size(person, oid);
	if (size === null) return refuse('not_found', `no object ${oid}`);
	response.writeHead(200, {
		'content-type': 'application/octet-stream',
		'content-length': size,
		'content-disposition': 'attachment',
		'content-security-policy': "sandbox; default-src 'none'",
		'x-content-type-options': 'nosniff',
		'cache-control': 'private, no-store'
	});
	await pipeline(hub.objects.read(person, oid), response);
	return done;
}
