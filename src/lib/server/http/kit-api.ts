import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import type { z } from '../../schema/zod.ts';
import { messageOf } from '../../failure/failure.ts';
import type { Role } from '../../schema/hub-api.ts';
import { grant, parseWire, refuse, STATUS, type Answer, type Refusal } from '../answer.ts';
import { demand, identityOf, type Identity } from '../auth/identity.ts';
import { openHub, type Hub } from '../hub.ts';

/** What a route gets: the hub, the asker, and the parts of the request that it may read. */
export type Call = {
	hub: Hub;
	event: RequestEvent;
	param(name: string): string;
	/** Parses the JSON body. fails `bad_request`, `too_large` */
	body<S extends z.ZodType>(schema: S): Promise<Answer<z.output<S>>>;
};

/** What a route gives back: a value to send as JSON, or a whole response. */
export type Reply = { status: number; body: unknown; setCookies?: string[] } | Response;
export const reply = (body: unknown, status = 200, setCookies: string[] = []): Answer<Reply> =>
	grant({ status, body, setCookies });

/** Annotation layers of long clips are the largest JSON that comes in. */
const MOST_JSON_BYTES = 8 * 1024 * 1024;

/** A route for everybody, with or without a session. */
export const openApi = (handle: (call: Call) => Promise<Answer<Reply>>): RequestHandler =>
	answerWith(async (call) => ({ answer: await handle(call), cookies: [] }));

/** A route for people with one of `roles` (any role, when none is named). */
export const api = (
	roles: Role[],
	handle: (call: Call & { who: Identity }) => Promise<Answer<Reply>>
): RequestHandler =>
	answerWith(async (call) => {
		const { who, setCookies } = await identityOf(call.hub, call.event.request.headers);
		const allowed = demand(who, ...roles);
		return { answer: allowed.ok ? await handle({ ...call, who: allowed.value }) : allowed, cookies: setCookies };
	});

function answerWith(run: (call: Call) => Promise<{ answer: Answer<Reply>; cookies: string[] }>): RequestHandler {
	return async (event) => {
		try {
			const { answer, cookies } = await run(callOf(event));
			const response = answer.ok ? responseOf(answer.value) : refusalResponse(answer.refusal);
			for (const cookie of cookies) response.headers.append('set-cookie', cookie);
			return response;
		} catch (error) {
			return refusalResponse({
				code: 'internal',
				message: error instanceof Error ? (error.stack ?? error.message) : messageOf(error),
				more: {}
			});
		}
	};
}

const callOf = (event: RequestEvent): Call => ({
	hub: openHub(),
	event,
	param: (name) => (event.params as Record<string, string | undefined>)[name] ?? '',
	async body(schema) {
		if (!(Number(event.request.headers.get('content-length')) <= MOST_JSON_BYTES)) return refuse('too_large', 'body');
		try {
			return parseWire(schema, await event.request.json());
		} catch (error) {
			return refuse('bad_request', messageOf(error));
		}
	}
});

function responseOf(value: Reply): Response {
	if (value instanceof Response) return value;
	const response = Response.json(value.body, { status: value.status });
	for (const cookie of value.setCookies ?? []) response.headers.append('set-cookie', cookie);
	return response;
}

/** A refusal on the wire: its code and fields, never its words. */
export function refusalResponse(refusal: Refusal): Response {
	if (STATUS[refusal.code] >= 500) console.error('[hub]', refusal.code, refusal.message);
	return Response.json({ ...refusal.more, code: refusal.code }, { status: STATUS[refusal.code] });
}
