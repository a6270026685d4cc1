import { SubmissionPut } from '$lib/schema/hub-api.ts';
import { api, reply } from '$lib/server/http/kit-api.ts';
import { putSubmission } from '$lib/server/submissions/put-submission.ts';
import { findSubmission } from '$lib/server/submissions/view-submissions.ts';

export const GET = api([], async ({ hub, who, param }) => {
	const found = await findSubmission(hub, who, param('id'));
	return found.ok ? reply(found.value) : found;
});

export const PUT = api([], async ({ hub, who, param, body }) => {
	const request = await body(SubmissionPut);
	if (!request.ok) return request;
	const stored = await putSubmission(hub, who, param('id'), request.value.manifest);
	if (!stored.ok) return stored;
	const { created, ...answer } = stored.value;
	return reply(answer, created ? 201 : 200);
});
