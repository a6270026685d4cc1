import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { messageOf } from '../../failure/failure.ts';
import { WIRE_VERSION } from '../../schema/hub-api.ts';
import { grant, refuse, STATUS, type Answer, type Refusal } from '../answer.ts';

/** Headers as the platform's class; Node lists repeated ones apart. */
export function headersOf(request: IncomingMessage): Headers {
	const headers = new Headers();
	for (const [name, value] of Object.entries(request.headers))
		if (value !== undefined) headers.set(name, String(value));
	return headers;
}

export function answerJson(
	response: ServerResponse,
	status: number,
	body: unknown,
	type = 'application/json',
	more: Record<string, string | string[]> = {}
): void {
	response.writeHead(status, {
		'content-type': type,
		'cache-control': 'no-store',
		'x-content-type-options': 'nosniff',
		'handloom-wire': String(WIRE_VERSION),
		...more
	});
	response.end(JSON.stringify(body));
}

/** A refusal as the client sees it: code and fields, and `message` with the code alone, which Git LFS clients print. */
export function answerRefusal(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
	if (STATUS[refusal.code] >= 500) console.error('[hub]', refusal.code, refusal.message);
	// What is left of the body is read and thrown away: closing on a client that still sends would hide the answer.
	request.resume();
	answerJson(
		response,
		STATUS[refusal.code],
		{ ...refusal.more, code: refusal.code, message: refusal.code },
		undefined,
		{ connection: 'close' }
	);
}

/** Reads a small JSON body. fails `too_large`, `bad_request` */
export async function readJson(request: IncomingMessage, mostBytes = 256 * 1024): Promise<Answer<unknown>> {
	const length = Number(request.headers['content-length']);
	if (!(length <= mostBytes)) return refuse('too_large', `body of ${length} bytes`);
	try {
		return grant(JSON.parse((await buffer(request)).toString('utf8')));
	} catch (error) {
		return refuse('bad_request', messageOf(error));
	}
}
